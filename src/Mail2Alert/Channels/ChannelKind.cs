using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels;

/// <summary>What is known of a channel without one at hand: how its targets are written, and what its messages may be.</summary>
/// <param name="Name">The channel's name in the configuration, in metrics and in <see cref="Routing.Target.Scheme"/>.</param>
/// <param name="Schemes">In lower case, as Apprise calls them.</param>
/// <param name="Read">
/// Reads a URL of one of these schemes: one target for each place in it, or a mistake in a sentence that never repeats the URL. Keys that it
/// does not take are warned of.
/// </param>
internal sealed record ChannelKind(string Name, IReadOnlyList<string> Schemes, Func<TargetUrl, ParsedTargets> Read)
{
    /// <summary>How one is written, for people: <c>gotify://HOST/TOKEN</c>.</summary>
    public required string Form { get; init; }

    /// <summary>How long title and text may be, and in which unit.</summary>
    public required MessageLimits Limits { get; init; }

    /// <summary>How the text is written so that it means itself. Targets may ask for another one.</summary>
    public Dialect Dialect { get; init; } = Dialect.Plain;

    /// <summary>How the title is written, where the service has one of its own.</summary>
    public Dialect TitleDialect { get; init; } = Dialect.Plain;

    /// <summary>The dialects that a target may ask for by <c>format=</c>: <c>text</c>, <c>markdown</c>, <c>html</c>. Others keep the channel's.</summary>
    public IReadOnlyDictionary<string, Dialect> Formats { get; init; } = new Dictionary<string, Dialect>();

    /// <summary>True where colours or signs show status and severity; elsewhere the title begins with a word for them.</summary>
    public bool ShowsStatus { get; init; }

    /// <summary>Which files its messages take.</summary>
    public FileLimits Files { get; init; } = FileLimits.None;

    /// <summary>True where the alert's link has a place of its own, and stands in the text no more.</summary>
    public bool HasLink { get; init; }

    /// <summary>How fast one target may be told; null where nobody minds.</summary>
    public Pace? Pace { get; init; }

    /// <summary>True of an address as the service itself gives it out (<c>https://hooks.slack.com/…</c>), which <see cref="Read"/> takes, too.</summary>
    public Func<TargetUrl, bool> Owns { get; init; } = _ => false;

    /// <summary>Reads what follows <c>NAME:</c> where a target is no URL (<c>slack:#ops</c>); null where it always is one.</summary>
    public Func<string, ChannelSettings, ParsedTargets>? ReadOpaque { get; init; }

    /// <summary>Reads a URL that no channel knows; null when it cannot go this way.</summary>
    public Func<TargetUrl, ChannelSettings, ParsedTargets?> ReadUnknown { get; init; } = (_, _) => null;
}
