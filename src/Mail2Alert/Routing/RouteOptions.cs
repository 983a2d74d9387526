namespace Mail2Alert.Routing;

/// <summary>How a route tells. The routes inside it do the same where they do not say otherwise.</summary>
/// <param name="To">Who is told; nobody when neither the route nor one around it says. Each receiver keeps its own fallback.</param>
internal sealed record RouteOptions(IReadOnlyList<Receiver> To)
{
    /// <summary>What holds where no route has said anything yet.</summary>
    public static RouteOptions Default { get; } = new([]);

    /// <summary>How its alerts are told together; null to tell each event by itself.</summary>
    public Grouping? Grouping { get; init; }

    /// <summary>When it says of an alert that it flaps, and no more until it keeps still; null for never.</summary>
    public Flapping? Flapping { get; init; }

    /// <summary>Nobody is told during these.</summary>
    public IReadOnlyList<Matcher.During> Mute { get; init; } = [];

    /// <summary>Nobody is told outside of these; none for always.</summary>
    public IReadOnlyList<Matcher.During> Active { get; init; } = [];

    /// <summary>How it is said, whatever the receiver says; null for as the receiver does.</summary>
    public Wording? Wording { get; init; }

    /// <summary>Who is told, one after the other, of an alert that nobody acknowledges.</summary>
    public IReadOnlyList<EscalationStep> Escalation { get; init; } = [];
}
