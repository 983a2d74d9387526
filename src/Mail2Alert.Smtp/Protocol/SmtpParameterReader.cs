using System.Buffers;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>Takes the parameters behind a path one by one.</summary>
internal ref struct SmtpParameterReader(ReadOnlySpan<byte> text)
{
    // esmtp-keyword and esmtp-value (RFC 5321 §4.1.2): no control character, no space and no octet above 126 gets through.
    private static readonly SearchValues<byte> KeywordBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    private ReadOnlySpan<byte> _rest = text.Trim((byte)' ');

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>False when what comes next is not a parameter.</summary>
    public bool TryRead(out SmtpParameter parameter)
    {
        var end = _rest.IndexOf((byte)' ');
        var word = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? [] : _rest[(end + 1)..].TrimStart((byte)' ');
        var equals = word.IndexOf((byte)'=');
        parameter = equals < 0 ? new SmtpParameter(word, [], false) : new SmtpParameter(word[..equals], word[(equals + 1)..], true);
        return IsKeyword(parameter.Keyword) && (equals < 0 || IsValue(parameter.Value));
    }

    private static bool IsKeyword(ReadOnlySpan<byte> text) => !text.IsEmpty && text[0] != '-' && !text.ContainsAnyExcept(KeywordBytes);

    private static bool IsValue(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~') && !text.Contains((byte)'=');
}
