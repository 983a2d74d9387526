using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// A decision made ready, on the caller's time, for the writer's thread. While it waits for company, the collector finds a few arrays instead of all
/// that led to it.
/// </summary>
/// <param name="State">What is remembered of the alert from now on; null to leave that as it is.</param>
/// <param name="Memory">What else is remembered, or forgotten.</param>
/// <param name="Story">What is told of the mail.</param>
/// <param name="Parts">Mails that it was split into.</param>
/// <param name="Deliveries">What is owed.</param>
internal sealed record ReadyDecision(
    ReadyState? State,
    IReadOnlyList<MemoryRow> Memory,
    ReadyStory Story,
    IReadOnlyList<(ReadyMail Mail, ReadyStory Story)> Parts,
    IReadOnlyList<PlannedDelivery> Deliveries)
{
    public static ReadyDecision Of(MailDecision decision) => new(
        decision is { Alert: { } about, State: { } state } ? ReadyState.Of(about.Source, about.Key, state) : null,
        decision.Memory,
        ReadyStory.Of(decision),
        [.. decision.Parts.Select(part => (ReadyMail.Of(part.Mail, inFile: false), ReadyStory.Of(new MailDecision(part.Alert, null, [], []) { Subject = part.Mail.Subject })))],
        decision.Deliveries);
}

/// <summary>What is told of a mail.</summary>
/// <param name="Alert">As JSON; null when no source claims it.</param>
/// <param name="Why">Sentences, as JSON.</param>
/// <param name="Subject">For lists and searches.</param>
internal readonly record struct ReadyStory(Utf8Text? Alert, Utf8Text Why, string? Subject)
{
    public static ReadyStory Of(MailDecision decision) => new(
        decision.Alert is null ? null : AlertJson.Write(decision.Alert, decision.HasMailsText), AlertJson.Write(decision.Why), decision.Subject);
}

/// <summary>What is remembered of an alert.</summary>
/// <param name="Source">With the key, which one it is.</param>
/// <param name="Key">With the source, which one it is.</param>
/// <param name="Status">Null when nobody was told.</param>
/// <param name="Occurrence">The last.</param>
/// <param name="Event">The last.</param>
/// <param name="Detail">The rest, as JSON; null when there is none.</param>
internal sealed record ReadyState(string Source, string Key, AlertStatus? Status, string? Occurrence, string? Event, Utf8Text? Detail)
{
    public static ReadyState Of(string source, string key, AlertState state) =>
        new(source, key, state.Status, state.Occurrence, state.Event, AlertDetail.Write(state));
}
