namespace Mail2Alert.Cli.Learning;

/// <summary>Tells whether samples come from one notifier. Those that have something of their own in common do, and those in between bind them.</summary>
internal static class Notifiers
{
    // Names under which every program of a machine sends.
    private static readonly string[] OfSystems = ["root", "nobody", "daemon", "admin", "mail", "noreply", "no-reply", "postmaster", "www-data", "cron", "alerts", "alert", "monitoring"];

    private static readonly Dictionary<string, (string, bool)> Unnamed = [];

    private const int ManyLines = 3;

    private const int LongWord = 4;

    public static IReadOnlyList<IReadOnlyList<Sample>> Of(IReadOnlyList<Sample> samples)
    {
        var shapes = ShapeOf(samples);
        var words = samples.Select(sample => sample.Subject).Distinct().ToDictionary(subject => subject, Words);
        var left = samples.ToList();
        var groups = new List<IReadOnlyList<Sample>>();
        while (left.Count > 0)
        {
            var group = new List<Sample> { left[0] };
            left.RemoveAt(0);
            for (var at = 0; at < group.Count; at++)
            {
                var near = left.Where(other => AreNear(group[at], other)).ToList();
                group.AddRange(near);
                left.RemoveAll(near.Contains);
            }
            groups.Add(group);
        }
        return groups;

        bool AreNear(Sample one, Sample other) =>
            shapes[one.Subject] == shapes[other.Subject] || words[one.Subject].Overlaps(words[other.Subject]) || AreAlike(one, other);
    }

    private static Dictionary<string, int> ShapeOf(IReadOnlyList<Sample> samples) => Shapes
        .Of(samples.Select(sample => sample.Subject).Distinct().Select(subject => (subject, Tokens.Of(subject, Unnamed))))
        .SelectMany((shape, number) => shape.Subjects.Select(subject => KeyValuePair.Create(subject, number)))
        .ToDictionary();

    private static bool AreAlike(Sample one, Sample other) =>
        one.Own.Keys.Where(field => !field.Equals("X-Mailer", StringComparison.OrdinalIgnoreCase)).Any(other.Own.ContainsKey)
        || (one.Sender.Length > 0 && !IsOfSystem(one) && one.Sender.Equals(other.Sender, StringComparison.OrdinalIgnoreCase))
        || one.Lines.Keys.Count(other.Lines.ContainsKey) >= ManyLines;

    /// <summary>True for a sender that says nothing of the program.</summary>
    public static bool IsOfSystem(Sample sample) => Array.Exists(OfSystems, name => sample.Sender.StartsWith($"{name}@", StringComparison.OrdinalIgnoreCase) || sample.Sender == name);

    // "failed" and "backup" are everybody's; what is left is somebody's.
    private static HashSet<string> Words(string subject) =>
        Tokens.Of(subject, Unnamed)
            .Where(token => token.Kind == TokenKind.Word && token.Text.Length >= LongWord && !FieldName.IsNoun(token.Text) && !IsSmall(token.Text))
            .Select(token => token.Text)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsSmall(string word) => word.ToLowerInvariant() is "from" or "with" or "your" or "that" or "this" or "have" or "been" or "event" or "report"
        or "notification" or "status" or "message" or "service" or "detected" or "test" or "result" or "daily" or "state";
}
