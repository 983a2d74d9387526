using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage;

/// <summary>How much is kept.</summary>
internal sealed record StoreFigures
{
    public required long Mails { get; init; }

    /// <summary>Octets of all mails.</summary>
    public required long Bytes { get; init; }

    /// <summary>Octets of the database on disk, without mails in files of their own.</summary>
    public required long DatabaseBytes { get; init; }

    public required long Undecided { get; init; }

    public required long Alerts { get; init; }

    public required IReadOnlyDictionary<DeliveryState, long> Deliveries { get; init; }

    /// <summary>When the oldest mail without a decision came; null when there is none.</summary>
    public DateTimeOffset? OldestUndecided { get; init; }

    /// <summary>When the oldest pending or sending delivery was decided; null when there is none.</summary>
    public DateTimeOffset? OldestOpen { get; init; }
}
