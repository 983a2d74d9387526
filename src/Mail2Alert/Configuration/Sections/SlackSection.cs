using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>slack</c>.</summary>
internal static class SlackSection
{
    public static SlackSettings Read(Section? section)
    {
        if (section is null)
            return new SlackSettings();
        var settings = new SlackSettings
        {
            Token = SecretText.Read(section, "token"),
            Api = UrlText.Web(section, "api", end: "/") ?? SlackSettings.DefaultApi,
        };
        section.Finish();
        return settings;
    }
}
