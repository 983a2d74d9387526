using Mail2Alert.Alerts;

namespace Mail2Alert.Sources;

/// <summary>What a source made of a mail, and what it did for that.</summary>
internal abstract record Reading(IReadOnlyList<string> Notes)
{
    /// <summary>The mail is this alert.</summary>
    public sealed record Understood(Alert Alert, IReadOnlyList<string> Notes) : Reading(Notes);

    /// <summary>A lookup failed, and the source is told to rather ask the notifier to come again (<c>on-failure: defer</c>).</summary>
    public sealed record Deferred(string Why, IReadOnlyList<string> Notes) : Reading(Notes);
}
