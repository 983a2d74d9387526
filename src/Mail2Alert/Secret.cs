namespace Mail2Alert;

/// <summary>A password or token. Printing it tells nothing; whoever sends it on asks for <see cref="Reveal"/>.</summary>
internal readonly record struct Secret(string Value)
{
    private string Value { get; } = Value;

    public string Reveal() => Value;

    public override string ToString() => "***";
}
