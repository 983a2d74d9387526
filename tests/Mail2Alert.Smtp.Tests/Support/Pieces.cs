namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>Cuts what is sent, in lengths that a generator chose.</summary>
internal static class Pieces
{
    public static IEnumerable<string> Cut(string text, int[] lengths)
    {
        for (int start = 0, turn = 0; start < text.Length; turn++)
        {
            var length = Math.Min(lengths[turn % lengths.Length], text.Length - start);
            yield return text.Substring(start, length);
            start += length;
        }
    }

    /// <summary>A message by BDAT (RFC 3030 §2), with an empty last chunk.</summary>
    public static string Chunks(string text, int[] lengths) =>
        string.Concat(Cut(text, lengths).Select(chunk => $"BDAT {chunk.Length}\r\n{chunk}")) + "BDAT 0 LAST\r\n";
}
