using Mail2Alert.Channels;
using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Channels.Email;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Reads targets and checks that there is a way to reach them.</summary>
/// <param name="hasRelay">Whether a relay is configured, rightly or wrongly.</param>
/// <param name="relayKey">What to add when it is not.</param>
/// <param name="hasToken">Whether there is a token for Slack targets without one of their own.</param>
/// <param name="tokenKey">What to add when there is not.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class TargetReader(bool hasRelay, string relayKey, bool hasToken, string tokenKey, Problems problems)
{
    public const string Expected = "a target such as mailto:name@example.com or slack:#channel";

    /// <summary>What targets may name.</summary>
    public ChannelSettings Channels { get; init; } = ChannelSettings.None;

    public IReadOnlyList<Target> Read(YamlValue.Text text)
    {
        var parsed = TargetGrammar.Parse(text.Value, Channels);
        if (parsed.Mistake is { } mistake)
            problems.Error(text.At, $"{Shown.QuoteScheme(text.Written)} is not a target: {mistake}");
        else if (Missing(parsed.Targets[0]) is { } key)
            problems.Error(text.At, $"{Shown.QuoteScheme(text.Written)} cannot be reached: add '{key}'");
        foreach (var warning in parsed.Warnings)
            problems.Warning(text.At, $"{Shown.QuoteScheme(text.Written)}: {warning}");
        return parsed.Targets;
    }

    private string? Missing(Target target) => target switch
    {
        { Scheme: TargetGrammar.Mail } or EmailTarget { Server: null } when !hasRelay => relayKey,
        SlackTarget { WantsToken: true } when !hasToken => tokenKey,
        _ => null,
    };
}
