using Mail2Alert.Alerts;
using Mail2Alert.Routing.Expectations;

namespace Mail2Alert.Routing;

/// <summary>Who is to hear of an alert, and why.</summary>
/// <param name="Alert">The alert with the event that its past calls for, and with what the expressions of the routes that tell found in it.</param>
/// <param name="State">What is remembered of it from now on; null when nothing is.</param>
/// <param name="Targets">Each target once, in the order of the routes, and once more for each route that tells it with a group.</param>
/// <param name="Answers">What each route answered that matched or could not be decided, in order.</param>
/// <param name="Note">Why the event is not the mail's own; null when it is.</param>
internal sealed record RoutingDecision(
    Alert Alert,
    AlertState? State,
    IReadOnlyList<RoutedTarget> Targets,
    IReadOnlyList<RouteAnswer> Answers,
    string? Note)
{
    /// <summary>The groups with which it is told.</summary>
    public IReadOnlyList<GroupId> Joined { get; init; } = [];

    /// <summary>The expectations that it meets, as they stand from now on.</summary>
    public IReadOnlyList<ExpectationState> Met { get; init; } = [];

    /// <summary>Why some of those whom the routes name are not told at once.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The alert as the routes saw it, without what their expressions found.</summary>
    public required Alert Seen { get; init; }

    /// <summary>How many other routes were reached, none of which matches. There may be a thousand: the router tells them one by one.</summary>
    public int Others { get; init; }

    /// <summary>The decision in sentences. Made when somebody asks, since most mails are never asked about.</summary>
    public IEnumerable<string> Explain() =>
        [.. Note is null ? (string[])[] : [Note], .. Answers.Select(Sentence), .. Others == 0 ? (string[])[] : [Rest], .. Notes];

    private string Rest => (Others, Answers.Count) switch
    {
        (1, 0) => "1 route was asked, and does not match",
        (_, 0) => $"{Others} routes were asked, and none matches",
        (1, _) => "1 other route does not match",
        _ => $"{Others} other routes do not match",
    };

    private string Sentence(RouteAnswer answer) => answer.Explain(Alert);
}

/// <summary>A target, and the route and receiver that named it first.</summary>
internal sealed record RoutedTarget(Target Target, Route Route, Receiver Receiver);
