namespace Mail2Alert.MailFuzz;

/// <summary>What reading a mail cost.</summary>
internal sealed record MailCost(TimeSpan Time, long Allocated)
{
    public static MailCost None { get; } = new(TimeSpan.Zero, 0);

    /// <summary>The worse of both, each for itself.</summary>
    public MailCost Worst(MailCost other) =>
        new(Time > other.Time ? Time : other.Time, Math.Max(Allocated, other.Allocated));
}
