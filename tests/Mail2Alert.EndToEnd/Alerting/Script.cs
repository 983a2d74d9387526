using Mail2Alert.Alerts;

namespace Mail2Alert.EndToEnd.Alerting;

/// <summary>A tree of routes, and what fires and resolves when. The same number gives the same.</summary>
internal sealed class Script
{
    // Groups are told 2 s after their first alert and every 6 s then: at 2, 8, 14, 20; at 7, 13, 19; at 13, 19.
    public static readonly IReadOnlyList<TimeSpan> Steps = [TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(11)];
    public static readonly TimeSpan End = TimeSpan.FromSeconds(23);

    private readonly List<IReadOnlyList<(string Name, Dictionary<string, string> Labels, bool Fires)>> _changes = [];

    public Script(int number)
    {
        Number = number;
        var random = new Random(number);
        Tree = TreeNode.Generate(random, $"t{number}");
        var alerts = Enumerable.Range(0, 8).Select(i => (Name: $"n{i}", Labels: TreeNode.Labels(random))).ToList();
        var firing = new HashSet<string>();
        foreach (var _ in Steps)
        {
            var changed = alerts.Where(_ => random.Next(2) == 0).ToList();
            _changes.Add([.. changed.Select(alert => (alert.Name, alert.Labels, Fires: !firing.Contains(alert.Name)))]);
            firing.SymmetricExceptWith(changed.Select(alert => alert.Name));
        }
    }

    public int Number { get; }

    public IReadOnlyList<TreeNode> Tree { get; }

    /// <summary>Names a group the same for both. Who groups by all labels has each alert by itself.</summary>
    public static string Group(string receiver, IEnumerable<KeyValuePair<string, string>> labels) =>
        $"{receiver} {{{string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))}}}";

    public static string Said(IEnumerable<string> firing, IEnumerable<string> resolved) =>
        $"+{string.Join(',', firing.Order(StringComparer.Ordinal))} -{string.Join(',', resolved.Order(StringComparer.Ordinal))}";

    /// <summary>The labels that Alertmanager sees of an alert.</summary>
    public static Dictionary<string, string> Labelled(string name, Dictionary<string, string> labels) => new(labels) { ["alertname"] = name };

    /// <summary>What Alertmanager is told at a step.</summary>
    public IEnumerable<object> Posted(int step) => _changes[step].Select(change =>
    {
        var labels = new Dictionary<string, string>(Labelled(change.Name, change.Labels)) { ["tree"] = $"{Number}" };
        // Alertmanager goes by this machine's clock, which nothing can set for it.
        var now = TimeProvider.System.GetUtcNow();
        return change.Fires ? (object)new { labels, startsAt = now } : new { labels, startsAt = now.AddSeconds(-1), endsAt = now };
    });

    /// <summary>The same as we make it of a mail.</summary>
    public IEnumerable<Alert> Mailed(int step, DateTimeOffset now) => _changes[step].Select(change => new Alert
    {
        Source = "test",
        Key = change.Name,
        At = now,
        Status = change.Fires ? AlertStatus.Firing : AlertStatus.Resolved,
        Severity = Severity.Error,
        Labels = Labelled(change.Name, change.Labels).Aggregate(Labels.Empty, (all, label) => all.With(label.Key, label.Value)),
        Title = change.Name,
        Text = "",
    });
}
