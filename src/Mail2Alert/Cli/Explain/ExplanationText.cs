using Mail2Alert.Alerts;

namespace Mail2Alert.Cli.Explain;

/// <summary>An explanation for people: what was read, what each route answered and why, and who is told.</summary>
internal static class ExplanationText
{
    public static IEnumerable<string> Lines(Explanation explained) =>
    [
        $"{explained.File}: {Quoted(explained.Subject)} from {(explained.Sender.Length == 0 ? "<>" : explained.Sender)} to {string.Join(", ", explained.Recipients)}",
        .. explained.Steps.Select(step => $"  {step}"),
        .. explained.Alert is { } alert ? Alert(alert) : [],
        .. Routing(explained),
        .. explained.Parts.Count == 0 ? Ends(explained) : explained.HandedOn.Select(HandedOn),
        .. explained.Parts.SelectMany(part => Lines(part).Select(line => $"  {line}")),
    ];

    /// <summary>What led to the decision, without the alert itself.</summary>
    public static IEnumerable<string> Reasons(Explanation explained) =>
    [
        .. explained.Steps.Select(step => $"  {step}"),
        .. Routing(explained),
        .. explained.Later.Select(note => $"  {note}"),
        .. explained.Parts.SelectMany(part => Reasons(part).Prepend($"{Quoted(part.Subject)}:").Select(line => $"  {line}")),
    ];

    private static IEnumerable<string> Routing(Explanation explained) =>
        [.. explained.Note is { } note ? [$"  {note}"] : (string[])[], .. explained.Routes.SelectMany(Route)];

    private static IEnumerable<string> Alert(ExplainedAlert alert) =>
    [
        $"  alert {alert.Key}: {alert.Status.ToLabel()}, {alert.Severity.ToLabel()}" +
            $"{(alert.Event is { } happened ? $", {happened}" : "")}, {Quoted(alert.Title)}",
        .. alert.Labels.Select(label => $"    {label.Key} = {label.Value}"),
        .. alert.Unknown.Select(label => $"    {label.Key} is unknown: {label.Value}"),
    ];

    private static IEnumerable<string> Route(ExplainedRoute route)
    {
        var indent = new string(' ', 2 + (2 * route.Depth));
        return
        [
            $"{indent}{route.Name}{(route.Receiver.Length == 0 ? "" : $" to {route.Receiver}")}: {Verdict(route)}",
            .. (route.Condition.Parts.Count > 0 ? route.Condition.Parts : [route.Condition]).SelectMany(condition => Condition(condition, indent + "  ")),
        ];
    }

    private static IEnumerable<string> Condition(ExplainedCondition condition, string indent) =>
        Part(condition, indent).Concat(condition.Parts.SelectMany(part => Condition(part, indent + "  ")));

    private static IEnumerable<string> Part(ExplainedCondition condition, string indent) =>
        [$"{indent}{Mark(condition.Verdict)} {condition.Says}{Saw(condition)}"];

    private static string Saw(ExplainedCondition condition) => condition switch
    {
        { Unknown: { } why } => $"  (unknown: {why})",
        { Saw: { } value } => $"  (it is {value})",
        { Label: { } label } => $"  (there is no {label})",
        _ => "",
    };

    private static string Verdict(ExplainedRoute route) => (route.Condition.Verdict, route.Tells) switch
    {
        (Truth.No, _) => "does not match",
        (Truth.Yes, true) => "matches",
        (Truth.Yes, false) => "matches, and leaves it to the routes inside",
        (Truth.Unknown, true) => "cannot be decided, and is taken for a match",
        (Truth.Unknown, false) => "cannot be decided, and leaves it to the routes inside",
    };

    private static char Mark(Truth truth) => truth switch
    {
        Truth.Yes => '+',
        Truth.No => '-',
        _ => '?',
    };

    private static IEnumerable<string> Ends(Explanation explained)
    {
        if (explained.Deferred is { } why)
            yield return $"  ==> not decided: {why}";
        foreach (var delivery in explained.Deliveries)
            yield return $"  ==> {delivery.Target} is told, by {delivery.Route}";
        foreach (var note in explained.Later)
            yield return $"  ==> {note}";
        foreach (var recipient in explained.HandedOn)
            yield return HandedOn(recipient);
        if (explained is { Deferred: null, Deliveries.Count: 0, Later.Count: 0, HandedOn.Count: 0 })
            yield return "  ==> nobody is told";
    }

    private static string HandedOn(string recipient) => $"  ==> goes on to {recipient} as it is";

    private static string Quoted(string text) => $"\"{text}\"";
}
