using Mail2Alert.Alerts;
using Mail2Alert.Cli.Explain;
using Mail2Alert.Configuration.RuleTests;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>What came of a step, beside what was expected.</summary>
internal static class Comparison
{
    public static IEnumerable<TestDifference> Of(ExpectedOutcome expected, Explanation? came, IReadOnlyList<ExplainedDelivery> later)
    {
        // What was put off has told nobody, which is not what a test means by nobody.
        if (expected.IsDeferred != (came?.Deferred is not null))
            return [new TestDifference("deferred", expected.IsDeferred ? "yes" : "no", came?.Deferred is { } why ? $"yes: {why}" : "no")];
        IEnumerable<TestDifference?> differences =
        [
            Told(expected, [.. later, .. All(came).SelectMany(mail => mail.Deliveries)]),
            HandedOn(expected, came),
            Routes(expected, came),
            .. expected.Alerts?.SelectMany(alert => Alert(alert, came)) ?? [],
        ];
        return differences.OfType<TestDifference>();
    }

    private static TestDifference? Told(ExpectedOutcome expected, IReadOnlyList<ExplainedDelivery> came) =>
        expected.Told is not { } told || Same(told.SelectMany(receiver => receiver.Targets), came.Select(delivery => delivery.Target)) ? null
            : new TestDifference("told", OrNobody(told), OrNobody(came.Select(delivery => $"{delivery.Target} (by {delivery.Route})")));

    private static TestDifference? HandedOn(ExpectedOutcome expected, Explanation? came) =>
        expected.HandedOn is not { } recipients || Same(recipients, came?.HandedOn ?? []) ? null
            : new TestDifference("handed-on", OrNobody(recipients), OrNobody(came?.HandedOn ?? []));

    private static TestDifference? Routes(ExpectedOutcome expected, Explanation? came)
    {
        var matching = All(came).SelectMany(mail => mail.Routes).Where(route => route.Condition.Verdict != Truth.No).Select(route => route.Name).Distinct().ToList();
        return expected.Routes is not { } routes || Same(routes, matching) ? null
            : new TestDifference("route", Listed(routes, "none"), Listed(matching, "none"));
    }

    // Of several alerts, that which comes nearest is the one that was meant.
    private static List<TestDifference> Alert(IReadOnlyDictionary<string, string?> expected, Explanation? came) =>
        All(came).Select(mail => mail.Alert).OfType<ExplainedAlert>().Select(alert => Labels(expected, alert).ToList()).MinBy(differences => differences.Count)
            ?? [new TestDifference("alert", "one", came is null ? "none: no mail comes" : "none: no source claims the mail")];

    private static IEnumerable<Explanation> All(Explanation? came) => came?.All() ?? [];

    private static IEnumerable<TestDifference> Labels(IReadOnlyDictionary<string, string?> expected, ExplainedAlert came) =>
        from label in expected
        let value = Value(came, label.Key)
        where value != label.Value || came.Unknown.ContainsKey(label.Key)
        select new TestDifference($"alert: {label.Key}", label.Value ?? "none", value ?? None(came, label.Key));

    private static string? Value(ExplainedAlert alert, string name) => name switch
    {
        "key" => alert.Key,
        "title" => alert.Title,
        _ => alert.Labels.GetValueOrDefault(name),
    };

    private static string None(ExplainedAlert alert, string label) => alert.Unknown.TryGetValue(label, out var why)
        ? $"unknown: {why}"
        : $"none{(Suggestion.Nearest(label, [.. alert.Labels.Keys, "key", "title"]) is { } near ? $"; did you mean '{near}'?" : "")}";

    private static bool Same(IEnumerable<string> left, IEnumerable<string> right) => left.ToHashSet(StringComparer.Ordinal).SetEquals(right);

    private static string OrNobody<T>(IEnumerable<T> who) => Listed(who, "nobody");

    private static string Listed<T>(IEnumerable<T> items, string otherwise) =>
        string.Join(", ", items) is { Length: > 0 } listed ? listed : otherwise;
}
