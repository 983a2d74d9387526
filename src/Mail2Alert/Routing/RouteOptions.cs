namespace Mail2Alert.Routing;

/// <summary>What a route says beyond whom to tell. Routes inside it inherit it.</summary>
internal sealed record RouteOptions
{
    public static RouteOptions None { get; } = new();

    /// <summary>How its alerts are told together; null to tell each event by itself.</summary>
    public Grouping? Grouping { get; init; }

    /// <summary>Nobody is told during these.</summary>
    public IReadOnlyList<Matcher.During> Mute { get; init; } = [];

    /// <summary>Nobody is told outside of these; none for always.</summary>
    public IReadOnlyList<Matcher.During> Active { get; init; } = [];

    /// <summary>Who is told, one after the other, of an alert that nobody acknowledges.</summary>
    public IReadOnlyList<EscalationStep> Escalation { get; init; } = [];
}
