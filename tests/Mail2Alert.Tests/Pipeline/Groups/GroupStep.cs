using Mail2Alert.Routing;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>What happens to a <see cref="GroupWorld"/>.</summary>
internal abstract record GroupStep
{
    public sealed record Mail(bool Fires, string Key, string Host, bool IsUrgent) : GroupStep
    {
        public override string ToString() => $"{(Fires ? "FIRING" : "RESOLVED")} {Key} host={Host}{(IsUrgent ? " urgent=yes" : "")}{(Key == GroupFile.Cause ? " role=cause" : "")}";
    }

    public sealed record News(string Host) : GroupStep
    {
        public override string ToString() => $"NEWS {Key} host={Host}";

        public string Key => $"news-{Host}";
    }

    public sealed record Wait(int Seconds) : GroupStep;

    public sealed record Crash : GroupStep;

    public sealed record Silence(string Host) : GroupStep;

    public sealed record Acknowledge(string Key, bool IsTaken) : GroupStep;

    public sealed record Edit(int File) : GroupStep;
}

/// <summary>What a configuration says.</summary>
internal sealed record GroupFile(params Route[] Routes)
{
    /// <summary>The alert that keeps the others of its host quiet.</summary>
    public const string Cause = "down";

    /// <summary>Its host.</summary>
    public const string Down = "web2";

    public bool Inhibits { get; init; }

    public IReadOnlyList<InhibitRule> Inhibit => Inhibits ? [new(Is("role", "cause"), new Matcher.Always(), ["host"])] : [];
}
