using Mail2Alert.Alerts;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Routing;

/// <summary>While some alert fires, others keep quiet.</summary>
/// <param name="While">What fires.</param>
/// <param name="Quiet">What keeps quiet meanwhile.</param>
/// <param name="Equal">Labels in which both must agree. One that neither has is agreed upon.</param>
internal sealed record InhibitRule(Matcher While, Matcher Quiet, IReadOnlyList<string> Equal)
{
    /// <summary>What the alert says of the labels that must agree; null where it is not known.</summary>
    public string? Agreement(Alert alert) => Equal.Any(alert.Labels.IsUnknown) ? null : GroupLabels.Of(alert, Equal);
}
