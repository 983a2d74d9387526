namespace Mail2Alert.Storage;

/// <summary>The store as operators and housekeeping see it. Nothing here stands in the way of mail: work is done in small pieces.</summary>
internal interface IStoreDesk
{
    /// <summary>Called after each commit by the thread that makes them: be quick.</summary>
    Action<StoreCommit>? Committed { set; }

    StoreBacklog Backlog { get; }

    /// <summary>Deliveries, newest first.</summary>
    Task<Page<DeliveryRow>> ListAsync(DeliveryQuery query, CancellationToken cancellationToken);

    /// <summary>One delivery, its mail and its attempts; null when there is none.</summary>
    Task<DeliveryStory?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Mails, oldest first. A page may be empty and yet not the last: each looks at a bounded number of mails.</summary>
    Task<Page<MailRow>> MailsAsync(MailQuery query, CancellationToken cancellationToken);

    /// <summary>Numbers that cost nothing to know, however much is kept.</summary>
    Task<StoreFigures> FiguresAsync(CancellationToken cancellationToken);

    /// <summary>Holds, releases, retries or drops a delivery.</summary>
    /// <returns><see cref="StoreAnswer.Gone"/> with the reason when its state does not allow it.</returns>
    Task<StoreAnswer> ActAsync(long id, DeskAction action, CancellationToken cancellationToken);

    /// <summary>Deletes a few finished mails that are too old or too many. Called again and again, with the place that it returns.</summary>
    Task<CleanedUp> CleanUpAsync(Retention retention, long from, CancellationToken cancellationToken);

    /// <summary>Deletes files that no mail names: left by a crash, or by deleted mails.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> SweepAsync(CancellationToken cancellationToken);

    /// <summary>Looks at everything that is stored, while the store is in use.</summary>
    /// <returns>What is damaged, in sentences; empty when nothing is.</returns>
    Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Writes a copy of everything, of one moment, while the store is in use: one file, which is there when it is whole.</summary>
    /// <param name="path">Where to; nothing may be there yet.</param>
    /// <param name="cancellationToken">Ends it, and nothing is there.</param>
    /// <exception cref="IOException">Something is there, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    Task<BackupReport> BackUpAsync(string path, CancellationToken cancellationToken);
}
