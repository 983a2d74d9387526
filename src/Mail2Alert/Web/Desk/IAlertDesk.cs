using Mail2Alert.Pipeline;

namespace Mail2Alert.Web.Desk;

/// <summary>What people do about alerts: see which fire, take care of them, silence them.</summary>
internal interface IAlertDesk
{
    /// <summary>Those that are remembered: what fires first, then by how new it is.</summary>
    Task<AlertListing> ListAsync(AlertQuery query, CancellationToken cancellationToken);

    Task<AcknowledgedAlert> AcknowledgeAsync(AcknowledgeOrder order, CancellationToken cancellationToken);

    /// <summary>Those not over first, and of these the one that ends first.</summary>
    Task<IReadOnlyList<ListedSilence>> SilencesAsync(CancellationToken cancellationToken);

    Task<SilenceReport> SilenceAsync(SilenceOrder order, CancellationToken cancellationToken);

    Task<SilenceReport> EndSilenceAsync(SilenceName silence, CancellationToken cancellationToken);
}
