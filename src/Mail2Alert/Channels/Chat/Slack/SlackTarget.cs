namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>A place in Slack: where a bot posts, or a webhook.</summary>
internal sealed class SlackTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    private static readonly Pace Usual = new(Burst: 5, Every: TimeSpan.FromSeconds(1));

    /// <summary>The webhook's address, which is its secret, too; null for a bot.</summary>
    public Uri? Hook { get; init; }

    /// <summary>The bot's; null for the configured one.</summary>
    public Secret? Token { get; init; }

    /// <summary>A channel, a user or an id; null for where the webhook itself leads.</summary>
    public string? Channel { get; init; }

    /// <summary>The message under which everything is said; null for none.</summary>
    public string? Thread { get; init; }

    /// <summary>What the bot calls itself; null for its own name.</summary>
    public string? Speaker { get; init; }

    public SlackForm Form { get; init; } = SlackForm.Card;

    public bool HasFooter { get; init; } = true;

    public bool HasTime { get; init; } = true;

    /// <summary>Further variables of a workflow.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// One a second in each channel, and short bursts of more (docs.slack.dev/apis/web-api/rate-limits). The ancestor's forms go as fast as they always
    /// did: until Slack asks to wait.
    /// </summary>
    public override Pace? Pace => Form is SlackForm.Brief or SlackForm.Full ? null : Usual;

    /// <summary>True where the configuration must have a token for it.</summary>
    public bool WantsToken => Hook is null && Token is null;
}

/// <summary>What is said in Slack.</summary>
internal enum SlackForm
{
    /// <summary>Title, text, colour and link; it changes with the alert.</summary>
    Card,

    /// <summary>The ancestor's short form: title and first line, once for each mail.</summary>
    Brief,

    /// <summary>The ancestor's long form: title and text, and whom the mail is from.</summary>
    Full,

    /// <summary>The variables of a workflow.</summary>
    Variables,
}
