namespace Mail2Alert.Routing;

/// <summary>A rule: when an alert matches, notify these receivers.</summary>
/// <param name="Name">What people call it: its own name, or where it stands (<c>route 3, line 41</c>).</param>
/// <param name="When">The condition.</param>
/// <param name="To">Who is told. Each keeps its own fallback.</param>
/// <param name="Continue">Go on to the next route after a match.</param>
internal sealed record Route(string Name, Matcher When, IReadOnlyList<Receiver> To, bool Continue)
{
    public Route(string name, Matcher when, Receiver to, bool goesOn)
        : this(name, when, [to], goesOn)
    {
    }

    /// <summary>What its groups are called by: stays the same when other parts of the configuration change.</summary>
    public string Id { get; init; } = When.ToString();

    /// <summary>What it says beyond whom to tell.</summary>
    public RouteOptions Options { get; init; } = RouteOptions.None;

    /// <summary>The receivers' names, for explanations.</summary>
    public string Who => string.Join(", ", To.Select(receiver => receiver.Name));

    /// <summary>Each target once.</summary>
    public IEnumerable<Target> Targets => To.SelectMany(receiver => receiver.Targets).Distinct();
}
