namespace Mail2Alert.Smtp.Protocol;

/// <summary>One <c>keyword</c> or <c>keyword=value</c> behind a path (RFC 5321 §4.1.2, esmtp-param).</summary>
internal readonly ref struct SmtpParameter(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value, bool hasValue)
{
    public ReadOnlySpan<byte> Keyword { get; } = keyword;

    public ReadOnlySpan<byte> Value { get; } = value;

    public bool HasValue { get; } = hasValue;

    public bool Is(ReadOnlySpan<byte> name) => System.Text.Ascii.EqualsIgnoreCase(Keyword, name);
}
