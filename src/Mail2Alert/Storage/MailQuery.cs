using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage;

/// <summary>Which mails to list; null asks for all.</summary>
internal sealed record MailQuery
{
    /// <summary>Only those that came then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those that came before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A part of the sender's address; case does not matter here and in the next ones, as far as ASCII goes.</summary>
    public string? Sender { get; init; }

    /// <summary>A part of a recipient's address.</summary>
    public string? Recipient { get; init; }

    /// <summary>A part of the subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The name of the source that read it.</summary>
    public string? Source { get; init; }

    /// <summary>Only those with a delivery in this state.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>Only those of which nobody was to be told.</summary>
    public bool IsUnrouted { get; init; }

    /// <summary>0, or where the page before ended.</summary>
    public long After { get; init; }

    /// <summary>How many at the most.</summary>
    public int Most { get; init; } = 100;
}
