namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>Slack's Web API, as configured.</summary>
internal sealed record SlackSettings
{
    public static Uri DefaultApi { get; } = new("https://slack.com/api/");

    /// <summary>Where methods are posted to; ends with a slash.</summary>
    public Uri Api { get; init; } = DefaultApi;

    /// <summary>The bot's token for targets without one of their own; null when none is configured.</summary>
    public Secret? Token { get; init; }
}
