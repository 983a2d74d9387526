namespace Mail2Alert.Sources.Declared;

/// <summary>How a mail that carries several alerts is read.</summary>
/// <param name="Rows">Where each of them stands.</param>
/// <param name="Definition">How one of them is read.</param>
/// <param name="Most">How many a mail may carry; one with more is left whole.</param>
internal sealed record Each(Rows Rows, SourceDefinition Definition, int Most)
{
    /// <summary>More than a person reads, and than any program is known to put into a mail.</summary>
    public const int DefaultMost = 100;

    private readonly HashSet<string> _own = [.. Rows.Names, .. Definition.Extract.SelectMany(extraction => extraction.Names)];

    /// <summary>True for what each of them has of its own, or does not have: of the whole mail, it says nothing.</summary>
    public bool IsOwn(string field) => _own.Contains(field);
}
