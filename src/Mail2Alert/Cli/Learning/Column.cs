namespace Mail2Alert.Cli.Learning;

/// <summary>One place in subjects of the same shape.</summary>
/// <param name="Lead">The spaces before it.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="Texts">In each of the subjects.</param>
/// <param name="Field">What the mails themselves call it; null where they do not.</param>
internal sealed record Column(string Lead, TokenKind Kind, IReadOnlyList<string> Texts, string? Field)
{
    private static readonly TokenKind[] OfThings = [TokenKind.Address, TokenKind.Host, TokenKind.Mailbox, TokenKind.Path, TokenKind.Name, TokenKind.Known];

    /// <summary>True when all subjects have the same there, and others are expected to.</summary>
    public bool IsFixed => Kind is TokenKind.Word or TokenKind.Mark;

    public string Text => Texts[0];

    /// <summary>True when it may tell one thing from another.</summary>
    public bool IsOfThing => OfThings.Contains(Kind) || (Kind == TokenKind.Gap && !IsState);

    public bool IsState => Kind == TokenKind.State || (Kind == TokenKind.Gap && Texts.Any(text => StateMeaning.Of(text) != StateMeaning.Nothing));

    public static Column Of(Token token) => new(token.Lead, token.Kind, [token.Text], token.Field);

    /// <summary>How well a token fits in here; 0 when it does not.</summary>
    public int Fit(Token token)
    {
        if (token.Lead.Length == 0 != (Lead.Length == 0))
            return 0;
        if (IsFixed || !token.IsValue)
            return Kind == token.Kind && Text == token.Text ? (Kind == TokenKind.Word ? 2 + Text.Length : 2) : 0;
        if (Kind == token.Kind)
            return Field == token.Field ? 6 : 0;
        return IsOfThing && OfThings.Contains(token.Kind) && (Field is null || token.Field is null) ? 2 : 0;
    }

    public Column With(Token token) => this with
    {
        Kind = Kind == token.Kind ? Kind : Field is null && token.Field is null ? TokenKind.Name : TokenKind.Known,
        Texts = [.. Texts, token.Text],
        Field = Field ?? token.Field,
    };
}
