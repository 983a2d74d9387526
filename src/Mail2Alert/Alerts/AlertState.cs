namespace Mail2Alert.Alerts;

/// <summary>What is remembered of an alert between two mails.</summary>
/// <param name="Status">Its status now; null when it is not known any more.</param>
/// <param name="Occurrence">The happening that led to it.</param>
/// <param name="Event">The event that was made of that happening.</param>
internal sealed record AlertState(AlertStatus? Status, string? Occurrence, string? Event)
{
    /// <summary>Since when it has this status.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Who was told of the last happening.</summary>
    public Told? Told { get; init; }

    /// <summary>The last mail about it; null where nobody will ask for it.</summary>
    public string? MailId { get; init; }

    /// <summary>As the last mail told it, and without its text where it is in no group; null where nobody will ask for it, since it is over.</summary>
    public Alert? Alert { get; init; }

    /// <summary>With which others it is told. What once joined a group stays in it until it is resolved.</summary>
    public IReadOnlyList<GroupId> Groups { get; init; } = [];

    /// <summary>The ids of targets that were told at once that it fires: they need not hear it again when a silence ends, and hear of its end at once.</summary>
    public IReadOnlyList<string> Heard { get; init; } = [];

    /// <summary>When it is taken for resolved unless it is heard of again; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>How bad it was, where the last happening was its end, and the mail about that says less; null for all others.</summary>
    public Severity? Ended { get; init; }

    /// <summary>When it last went from firing to resolved or back, oldest first; only where a route asks whether it flaps.</summary>
    public IReadOnlyList<DateTimeOffset> Changes { get; init; } = [];

    /// <summary>Who takes care of it; null when nobody does, or it does not fire.</summary>
    public Acknowledged? Acknowledged { get; init; }
}
