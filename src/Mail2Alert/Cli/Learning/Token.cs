namespace Mail2Alert.Cli.Learning;

/// <summary>A word or a mark of a subject.</summary>
/// <param name="Lead">The spaces before it.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="Field">What the mail itself calls it; null where it does not.</param>
internal sealed record Token(string Lead, string Text, TokenKind Kind, string? Field = null)
{
    /// <summary>True when a mail about something else would have another one in its place.</summary>
    public bool IsValue => Kind is not (TokenKind.Word or TokenKind.Mark);
}
