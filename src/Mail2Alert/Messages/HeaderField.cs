namespace Mail2Alert.Messages;

/// <summary>A field of a mail's header.</summary>
/// <param name="Name">As its sender writes it.</param>
/// <param name="Value">Unfolded and decoded.</param>
/// <param name="Raw">What stands behind the colon, folded as it is, with its line end.</param>
internal sealed record HeaderField(string Name, string Value, ReadOnlyMemory<byte> Raw);
