using System.Text.Json.Nodes;
using Mail2Alert.Alerts;

namespace Mail2Alert.Tests.Channels.Chat;

/// <summary>People tell how it stands by a colour before they read.</summary>
public sealed class ChatColourTests
{
    private static readonly Dictionary<string, (string Member, string Red, string Yellow, string Blue, string Green)> Chats = new()
    {
        ["slack://xoxb-1/#ops"] = ("attachments.0.color", "#A32037", "#CACF29", "#3AA3E3", "#3AA337"),
        ["slack://A/B/C"] = ("attachments.0.color", "#A32037", "#CACF29", "#3AA3E3", "#3AA337"),
        ["mmosts://h/k"] = ("attachments.0.color", "#A32037", "#CACF29", "#3AA3E3", "#3AA337"),
        ["rockets://a/b@h"] = ("attachments.0.color", "#A32037", "#CACF29", "#3AA3E3", "#3AA337"),
        ["matrixs://t@h?mode=slack"] = ("attachments.0.color", "#A32037", "#CACF29", "#3AA3E3", "#3AA337"),
        ["discord://1/a"] = ("embeds.0.color", "10690615", "13291305", "3843043", "3842871"),
        ["workflows://prod-1.westus.logic.azure.com/1/a"] = ("attachments.0.content.body.0.color", "attention", "warning", "accent", "good"),
        ["tgram://1:a/1"] = ("text", "🔴", "🟡", "🔵", "✅"),
        ["gchat://s/k/t"] = ("cardsV2.0.card.header.title", "🔴", "🟡", "🔵", "✅"),
        ["wxteams://aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"] = ("markdown", "🔴", "🟡", "🔵", "✅"),
        ["rockets://u:p@h/room?mode=token"] = ("message.msg", "🔴", "🟡", "🔵", "✅"),
    };

    public static TheoryData<string> Urls => [.. Chats.Keys];

    // What mails for Mailrise are read as: failure and warning have no lasting state, success ends one.
    [Theory]
    [MemberData(nameof(Urls))]
    public async Task Errors_are_red_warnings_yellow_news_blue_and_what_is_over_green(string url)
    {
        var (_, red, yellow, blue, green) = Chats[url];

        (await ShownAsync(url, AlertStatus.Info, Severity.Error)).ShouldStartWith(red);
        (await ShownAsync(url, AlertStatus.Firing, Severity.Error)).ShouldStartWith(red);
        (await ShownAsync(url, AlertStatus.Firing, Severity.Critical)).ShouldStartWith(red);
        (await ShownAsync(url, AlertStatus.Info, Severity.Warning)).ShouldStartWith(yellow);
        (await ShownAsync(url, AlertStatus.Firing, Severity.Warning)).ShouldStartWith(yellow);
        (await ShownAsync(url, AlertStatus.Info, Severity.Info)).ShouldStartWith(blue);
        (await ShownAsync(url, AlertStatus.Resolved, Severity.Info)).ShouldStartWith(green);
        (await ShownAsync(url, AlertStatus.Resolved, Severity.Error)).ShouldStartWith(green);
    }

    private static async Task<string> ShownAsync(string url, AlertStatus status, Severity severity)
    {
        var telling = new Telling();
        await telling.TellAsync(url, Telling.Alert with { Status = status, Severity = severity });
        return Chats[url].Member.Split('.').Aggregate((JsonNode)telling.Web.Last.Json, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!).ToString();
    }
}
