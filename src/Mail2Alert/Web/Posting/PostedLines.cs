namespace Mail2Alert.Web.Posting;

/// <summary>
/// Brings a posted mail into the form that DATA carries while it passes: a line that ends in LF alone ends in CR LF from here on, and one that begins
/// with a dot gets another (RFC 5321 §4.5.2), so that nothing in the mail can be taken for its end.
/// </summary>
internal sealed class PostedLines
{
    /// <summary>As much as is brought into form at once, octets.</summary>
    public const int Longest = 32 * 1024;

    // No octet becomes more than two.
    private readonly byte[] _lines = new byte[2 * Longest];
    private byte _before = (byte)'\n';

    /// <summary>What is still to be said behind the last octet.</summary>
    public ReadOnlyMemory<byte> End => _before == '\n' ? ".\r\n"u8.ToArray() : "\r\n.\r\n"u8.ToArray();

    /// <summary>The lines, until the next call.</summary>
    public ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> octets)
    {
        var length = 0;
        foreach (var octet in octets)
        {
            if (octet == '\n' && _before != '\r')
                _lines[length++] = (byte)'\r';
            else if (octet == '.' && _before == '\n')
                _lines[length++] = (byte)'.';
            _lines[length++] = octet;
            _before = octet;
        }
        return _lines.AsMemory(0, length);
    }
}
