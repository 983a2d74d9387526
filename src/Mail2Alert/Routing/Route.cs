namespace Mail2Alert.Routing;

/// <summary>A rule: when an alert matches, the first route inside that takes it tells; when none does, this one.</summary>
/// <param name="Name">What people call it: its own name, or where it stands (<c>route 3.1, line 41</c>).</param>
/// <param name="When">The condition.</param>
/// <param name="Options">How it tells, with what it inherits.</param>
/// <param name="Continue">Go on to the next route after a match.</param>
internal sealed record Route(string Name, Matcher When, RouteOptions Options, bool Continue)
{
    public Route(string name, Matcher when, IReadOnlyList<Receiver> to, bool goesOn)
        : this(name, when, new RouteOptions(to), goesOn)
    {
    }

    public Route(string name, Matcher when, Receiver to, bool goesOn)
        : this(name, when, [to], goesOn)
    {
    }

    /// <summary>What its groups are called by: stays the same when other parts of the configuration change.</summary>
    public string Id { get; init; } = When.ToString();

    /// <summary>Those inside it, in the order in which they are asked.</summary>
    public IReadOnlyList<Route> Routes { get; init; } = [];

    /// <summary>It, and all inside it.</summary>
    public IEnumerable<Route> Tree => Routes.SelectMany(route => route.Tree).Prepend(this);

    public IReadOnlyList<Receiver> To => Options.To;

    /// <summary>False for a mere bracket around others: it takes only what one of them takes.</summary>
    public bool Tells => To.Count > 0;

    /// <summary>The receivers' names, for explanations.</summary>
    public string Who => string.Join(", ", To.Select(receiver => receiver.Name));

    /// <summary>Each target once.</summary>
    public IEnumerable<Target> Targets => To.SelectMany(receiver => receiver.Targets).Distinct();
}
