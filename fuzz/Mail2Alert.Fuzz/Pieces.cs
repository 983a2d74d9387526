namespace Mail2Alert.Fuzz;

/// <summary>An input that says itself where it is cut: at each octet FF, which no UTF-8 has.</summary>
internal static class Pieces
{
    private const byte Cut = 0xFF;

    /// <summary>The pieces in order; a decoder must make the same of them as of the whole.</summary>
    public static IReadOnlyList<byte[]> Of(ReadOnlySpan<byte> input)
    {
        var pieces = new List<byte[]>();
        foreach (var piece in input.Split(Cut))
        {
            pieces.Add(input[piece].ToArray());
        }

        return pieces;
    }
}
