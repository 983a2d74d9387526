using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Slack;

/// <summary>A place in Slack: <c>#channel:style</c>, <c>@user:style</c>, or either of them behind <c>TOKEN/</c>.</summary>
internal sealed record SlackTarget(Secret? Token, string Channel, bool Full)
{
    /// <summary>Reads what the configuration has checked.</summary>
    public static SlackTarget Of(Target target)
    {
        var slash = target.Address.IndexOf('/', StringComparison.Ordinal);
        var place = target.Address[(slash + 1)..];
        var colon = place.LastIndexOf(':');
        return new SlackTarget(
            slash < 0 ? null : new Secret(target.Address[..slash]),
            colon < 0 ? place : place[..colon],
            colon >= 0 && place[colon..] == ":full");
    }
}
