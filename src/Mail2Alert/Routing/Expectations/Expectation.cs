using Mail2Alert.Alerts;

namespace Mail2Alert.Routing.Expectations;

/// <summary>A mail that must come.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Source">Whose mail it is.</param>
/// <param name="When">What makes a mail the expected one.</param>
/// <param name="Times">When the next must come.</param>
/// <param name="Grace">How late it may be.</param>
/// <param name="Severity">Of the alert when it is missing.</param>
internal sealed record Expectation(string Name, string Source, Matcher When, ExpectedTimes Times, TimeSpan Grace, Severity Severity)
{
    // A condition on something that nobody could look up counts as met: who is told that mail is missing that came trusts no alert any more.
    public bool IsMetBy(Alert alert) => alert.Source == Source && When.Matches(alert) != Truth.No;

    /// <summary>When it is missing, unless it comes before; null for never.</summary>
    public DateTimeOffset? Deadline(ExpectationState state) =>
        Times.After(state.LastGood) is not { } expected ? null
        : state.NotBefore is { } later && later > expected + Grace ? later
        : expected + Grace;
}
