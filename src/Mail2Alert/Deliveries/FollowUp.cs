using Mail2Alert.Smtp;

namespace Mail2Alert.Deliveries;

/// <summary>What a delivery that fails calls for, in the same commit: a crash loses none of it and repeats none of it.</summary>
internal sealed record FollowUp
{
    public static FollowUp None { get; } = new();

    /// <summary>Who is told instead, unless told of this mail already; null when nobody is. A delivery falls back once.</summary>
    public IReadOnlyList<PlannedDelivery>? Fallback { get; init; }

    /// <summary>Recipients for whom the attempt ended otherwise than for the rest: each is a delivery of its own from now on.</summary>
    public IReadOnlyList<PlannedDelivery> Apart { get; init; } = [];

    /// <summary>What is left of the delivery without those apart; null when nothing went apart.</summary>
    public IReadOnlyList<SmtpRecipient>? Rest { get; init; }

    /// <summary>What the sender is told; null when nothing is. A mail of this id is kept once.</summary>
    public Bounce? Bounce { get; init; }
}
