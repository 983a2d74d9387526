using Mail2Alert.Pipeline;
using Mail2Alert.Storage;

namespace Mail2Alert.Web.Desk;

/// <summary>What operators do with what is kept: with a store of their own, or through the server that has it open.</summary>
/// <remarks>
/// Trouble with the store is a <see cref="StoreException"/>; trouble with a file or with the server is an <see cref="IOException"/>. The message
/// is for the operator.
/// </remarks>
internal interface IDesk : IAsyncDisposable
{
    IAlertDesk Alerts { get; }

    /// <summary>Deliveries, newest first.</summary>
    Task<Page<QueuedDelivery>> ListAsync(DeliveryQuery query, CancellationToken cancellationToken);

    /// <summary>One delivery and its story; null when there is none.</summary>
    Task<DeliveryDetails?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>How much is kept.</summary>
    Task<StoreFigures> FiguresAsync(CancellationToken cancellationToken);

    /// <summary>Does the same with several deliveries, in this order.</summary>
    Task<IReadOnlyList<Acted>> ActAsync(DeskOrder order, CancellationToken cancellationToken);

    /// <summary>Mails, oldest first. A page may be empty and yet not the last.</summary>
    Task<Page<MailRow>> MailsAsync(MailQuery query, CancellationToken cancellationToken);

    /// <summary>Copies a mail's bytes as they came.</summary>
    /// <returns>False when there is no such mail, or its bytes are lost.</returns>
    Task<bool> ExportAsync(string mailId, Stream to, CancellationToken cancellationToken);

    /// <summary>Decides anew about a mail, and queues what follows.</summary>
    Task<ReplayedMail> ReplayAsync(ReplayOrder order, CancellationToken cancellationToken);

    /// <summary>Writes a backup, where whoever has the store open may write.</summary>
    /// <param name="path">Absolute; nothing may be there yet.</param>
    /// <param name="cancellationToken">Ends it, and nothing is there.</param>
    Task<BackupReport> BackUpAsync(string path, CancellationToken cancellationToken);
}
