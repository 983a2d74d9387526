using System.Collections.Frozen;
using Mail2Alert.Alerts;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Cli.Learning;

/// <summary>How something stands, by a word of a notifier: as <see cref="StateWords"/> has it, and by words that would say too much in a text.</summary>
internal static class StateMeaning
{
    public const string Nothing = StateWords.Nothing;

    private static readonly FrozenSet<string> Ends =
        new[] { "clear", "closed", "returned", "back", "stable", "okay", "green", "good", "inactive" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Beginnings = new[] { "red", "bad", "triggered", "opened" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Severity> Severities = new Dictionary<string, Severity>
    {
        ["critical"] = Severity.Critical,
        ["crit"] = Severity.Critical,
        ["fatal"] = Severity.Critical,
        ["emergency"] = Severity.Critical,
        ["disaster"] = Severity.Critical,
        ["high"] = Severity.Critical,
        ["error"] = Severity.Error,
        ["major"] = Severity.Error,
        ["average"] = Severity.Error,
        ["warning"] = Severity.Warning,
        ["warn"] = Severity.Warning,
        ["minor"] = Severity.Warning,
        ["low"] = Severity.Warning,
        ["info"] = Severity.Info,
        ["information"] = Severity.Info,
        ["informational"] = Severity.Info,
        ["notice"] = Severity.Info,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Of(string text) =>
        text.LastIndexOf("->", StringComparison.Ordinal) is var arrow and >= 0 ? Of(text[(arrow + 2)..])
        : StateWords.Of(text) is not StateWords.Nothing and var meaning ? meaning
        : Ends.Contains(text.Trim()) ? StateWords.Recovery
        // In capitals it is a state; otherwise it is what the mail is.
        : Beginnings.Contains(text.Trim()) || text.Trim() == "ALERT" ? StateWords.Failure
        : Nothing;

    /// <summary>Null for what is no word of it.</summary>
    public static Severity? SeverityOf(string text) => Severities.TryGetValue(text.Trim(), out var severity) ? severity : null;

    public static bool IsEnd(string meaning) => meaning == StateWords.Recovery;

    public static bool IsBeginning(string meaning) => meaning is StateWords.Failure or StateWords.Warning;
}
