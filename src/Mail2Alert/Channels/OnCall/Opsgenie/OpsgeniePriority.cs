using Mail2Alert.Alerts;

namespace Mail2Alert.Channels.OnCall.Opsgenie;

/// <summary>P1, the most urgent, to P5.</summary>
internal static class OpsgeniePriority
{
    public static string Of(Alert alert) => alert.Severity switch
    {
        Severity.Critical => "P1",
        Severity.Error => "P2",
        Severity.Warning => "P3",
        _ => "P5",
    };

    /// <summary>As Apprise reads it, so that what is configured keeps its number; null when it is none.</summary>
    public static string? Of(string? text) => Word(text) switch
    {
        "low" => "P1",
        "moderate" => "P2",
        "normal" => "P3",
        "high" => "P4",
        "emergency" => "P5",
        _ => text?.ToUpperInvariant() is [.., >= '1' and <= '5'] number && number.TrimStart('P').Length == 1 ? $"P{number[^1]}" : null,
    };

    /// <summary>Apprise's words say the contrary of what Opsgenie does with their numbers.</summary>
    public static IReadOnlyList<string> Warnings(string? text) => Word(text) is { } word && word != "normal"
        ? [$"priority={word} is {Of(word)} here, as Apprise has it, and P1 is the most urgent; write priority={Of(word)} or the one that is meant"]
        : [];

    private static string? Word(string? text) => Choice.Of(text, "low", "moderate", "normal", "high", "emergency");
}
