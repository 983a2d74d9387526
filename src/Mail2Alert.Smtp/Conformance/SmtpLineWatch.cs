namespace Mail2Alert.Smtp.Conformance;

/// <summary>Finds lines of more than 4,096 octets in a content whose lines all end in CR LF, looking at few of its octets.</summary>
internal struct SmtpLineWatch
{
    // Above what mail programs are known to send, though RFC 5321 §4.5.3.1.6 says 1,000.
    private const int Longest = 4096;

    private int _length;

    /// <summary>True when the line that these octets go on with, or one that begins in them, is too long.</summary>
    public bool FindsLongLine(ReadOnlySpan<byte> next)
    {
        // All lines that end within reach of this one's start are short enough: only the last of their ends matters.
        while (next.Length > Longest - _length)
        {
            var end = next[..(Longest - _length)].LastIndexOf((byte)'\n');
            if (end < 0)
            {
                return true;
            }

            next = next[(end + 1)..];
            _length = 0;
        }

        var last = next.LastIndexOf((byte)'\n');
        _length = last < 0 ? _length + next.Length : next.Length - last - 1;
        return false;
    }
}
