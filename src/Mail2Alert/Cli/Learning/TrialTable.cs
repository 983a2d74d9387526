using Mail2Alert.Alerts;

namespace Mail2Alert.Cli.Learning;

/// <summary>What the samples would become, for people.</summary>
internal static class TrialTable
{
    private const int Shown = 40;

    private const int LongestKey = 60;

    public static IEnumerable<string> Lines(Trial trial)
    {
        var rows = trial.Outcomes.Take(Shown).Select(tried => new[]
        {
            Path.GetFileName(tried.Sample.Name), Short(tried.Alert.Key), tried.Alert.Status.ToLabel(), tried.Alert.Severity.ToLabel(),
        }).Prepend(["sample", "key", "status", "severity"]).ToList();
        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
            yield return Printable.Of(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        if (trial.Outcomes.Count > Shown)
            yield return $"and {trial.Outcomes.Count - Shown} more";
        foreach (var doubt in trial.Doubts())
            yield return Printable.Of($"check: {doubt}");
    }

    /// <summary>Why nothing is proposed for mails of several notifiers.</summary>
    public static string Several(IReadOnlyList<IReadOnlyList<Sample>> groups) =>
        $"these look like mails of {groups.Count} notifiers; give those of one, or --together:\n{string.Join('\n', groups.Take(Shown).Select(Group))}";

    private static string Group(IReadOnlyList<Sample> group) =>
        Printable.Of($"  {group.Count}, such as {Path.GetFileName(group[0].Name)}: \"{Short(group[0].Subject)}\" from {(group[0].Sender.Length == 0 ? "<>" : group[0].Sender)}");

    private static string Short(string text) => text.Length <= LongestKey ? text : $"{text[..LongestKey]}…";
}
