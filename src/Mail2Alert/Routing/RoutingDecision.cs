using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>Who is to hear of an alert, and why.</summary>
/// <param name="Alert">The alert with the event that its past calls for.</param>
/// <param name="State">What is remembered of it from now on; null when nothing is.</param>
/// <param name="Targets">Each target once, in the order of the routes, and once more for each route that tells it with a group.</param>
/// <param name="Answers">What each route that was asked answered, in order.</param>
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

    /// <summary>Why some of those whom the routes name are not told at once.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The decision in sentences. Made when somebody asks, since most mails are never asked about.</summary>
    public IEnumerable<string> Explain() =>
        Answers.Select(answer => answer.Explain(Alert)).Prepend(Note).OfType<string>().Concat(Notes);
}

/// <summary>A target, and the route and receiver that named it first.</summary>
internal sealed record RoutedTarget(Target Target, Route Route, Receiver Receiver);
