using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage;

/// <summary>Which deliveries to list; null asks for all.</summary>
internal sealed record DeliveryQuery
{
    public DeliveryState? State { get; init; }

    /// <summary><see cref="TargetId.Id"/>.</summary>
    public string? Target { get; init; }

    /// <summary>A part of the target as people read it, or of a recipient's address; case does not matter.</summary>
    public string? To { get; init; }

    /// <summary>Those of one mail.</summary>
    public string? MailId { get; init; }

    /// <summary>Leaves out what is delivered.</summary>
    public bool IsUndelivered { get; init; }

    /// <summary>Only those decided before.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Where the page before ended.</summary>
    public long? From { get; init; }

    /// <summary>How many at the most.</summary>
    public int Most { get; init; } = 50;
}
