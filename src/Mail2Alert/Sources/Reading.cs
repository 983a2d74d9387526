using Mail2Alert.Alerts;

namespace Mail2Alert.Sources;

/// <summary>What a source made of a mail, and what it did for that.</summary>
internal abstract record Reading(IReadOnlyList<string> Notes)
{
    /// <summary>The mail is this alert.</summary>
    public sealed record Understood(Alert Alert, IReadOnlyList<string> Notes) : Reading(Notes)
    {
        /// <summary>True when the mail carries more alerts than it may be split into.</summary>
        public bool IsLeftWhole { get; init; }
    }

    /// <summary>The mail carries these alerts, one or more, no two of them with one key.</summary>
    /// <param name="Whole">What it is where alerts are not told apart.</param>
    /// <param name="Alerts">In the order of the mail.</param>
    /// <param name="Notes">What was done for that.</param>
    public sealed record Several(Alert Whole, IReadOnlyList<Alert> Alerts, IReadOnlyList<string> Notes) : Reading(Notes)
    {
        /// <summary>True when each of them is the mail as a whole, for somebody else.</summary>
        public bool AreWhole { get; init; }
    }

    /// <summary>A lookup failed, and the source is told to rather ask the notifier to come again (<c>on-failure: defer</c>).</summary>
    public sealed record Deferred(string Why, IReadOnlyList<string> Notes) : Reading(Notes);
}
