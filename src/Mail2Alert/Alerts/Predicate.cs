namespace Mail2Alert.Alerts;

/// <summary>
/// A condition that a source adds to the rule language, such as <c>pipelines.in_group</c>. Named in <c>when</c> with its arguments.
/// </summary>
/// <param name="Name">As written in a rule.</param>
/// <param name="Parameters">Names of the arguments, for error messages; their number is checked.</param>
/// <param name="Compile">Takes the arguments; throws <see cref="FormatException"/> with a sentence for the user when one makes no sense.</param>
/// <param name="TakesMore">True when the last argument may be repeated.</param>
internal sealed record Predicate(
    string Name,
    IReadOnlyList<string> Parameters,
    Func<IReadOnlyList<string>, Func<Alert, Truth>> Compile,
    bool TakesMore = false)
{
    /// <summary>True when it asks for more than is remembered of an alert between two mails.</summary>
    public bool AsksFacts { get; init; }
}
