namespace Mail2Alert.Fuzz;

/// <summary>Takes any bytes, and throws when what was promised of them does not hold.</summary>
internal delegate void FuzzTarget(ReadOnlySpan<byte> input);
