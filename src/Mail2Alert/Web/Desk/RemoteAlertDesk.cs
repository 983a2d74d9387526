using Mail2Alert.Pipeline;
using static Mail2Alert.Web.Desk.DeskJson;

namespace Mail2Alert.Web.Desk;

/// <summary>Alerts and silences at the desk of a running server.</summary>
internal sealed class RemoteAlertDesk(RemoteDesk desk) : IAlertDesk
{
    public Task<AlertListing> ListAsync(AlertQuery query, CancellationToken cancellationToken) =>
        desk.PostAsync(AlertEndpoints.List, query, Default.AlertQuery, Default.AlertListing, cancellationToken);

    public Task<AcknowledgedAlert> AcknowledgeAsync(AcknowledgeOrder order, CancellationToken cancellationToken) =>
        desk.PostAsync(AlertEndpoints.Acknowledge, order, Default.AcknowledgeOrder, Default.AcknowledgedAlert, cancellationToken);

    public Task<IReadOnlyList<ListedSilence>> SilencesAsync(CancellationToken cancellationToken) =>
        desk.GetAsync(AlertEndpoints.Silences, Default.IReadOnlyListListedSilence, cancellationToken);

    public Task<SilenceReport> SilenceAsync(SilenceOrder order, CancellationToken cancellationToken) =>
        desk.PostAsync(AlertEndpoints.AddSilence, order, Default.SilenceOrder, Default.SilenceReport, cancellationToken);

    public Task<SilenceReport> EndSilenceAsync(SilenceName silence, CancellationToken cancellationToken) =>
        desk.PostAsync(AlertEndpoints.EndSilence, silence, Default.SilenceName, Default.SilenceReport, cancellationToken);
}
