using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Templates.Dialects;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>
/// A webhook of Discord's: <c>discord://[NAME@]ID/TOKEN?thread=&amp;ping=</c>, or its address as Discord shows it
/// (discord-api-docs, developers/resources/webhook).
/// </summary>
internal sealed partial class DiscordChannel(ChannelTools tools) : ChatChannel<DiscordTarget>(tools, Kind), IUrlChannel
{
    public static ChannelKind Kind { get; } = new("discord", ["discord"], Read)
    {
        Form = "discord://ID/TOKEN",
        // 256 and 4,096 (developers/resources/message, embed limits); two are for the mark.
        Limits = new MessageLimits(Title: 254, Text: 4_096),
        Dialect = ChatDialects.Discord,
        TitleDialect = ChatDialects.Discord,
        HasLink = true,
        Files = new FileLimits(Most: 10, Bytes: 10 * 1024 * 1024),
        // What Discord's answers have told for years: five in two seconds.
        Pace = new Pace(Burst: 5, Every: TimeSpan.FromSeconds(0.4)),
        Owns = url => url.Scheme == "https" && url.Host is "discord.com" or "discordapp.com" or "ptb.discord.com" or "canary.discord.com",
    };

    protected override string Service => "Discord";

    protected override WebCall Call(Letter letter, DiscordTarget target)
    {
        var isCall = letter.Alert.Status == AlertStatus.Firing && target.Pings.Count > 0;
        var message = new JsonObject
        {
            ["username"] = target.Speaker,
            ["avatar_url"] = target.Picture,
            ["tts"] = target.IsSpoken ? true : null,
            ["flags"] = target.Flags,
            ["content"] = isCall ? string.Join(' ', target.Pings) : null,
            ["embeds"] = Embeds(letter, target),
            ["allowed_mentions"] = isCall ? Allowed(target.Pings) : Nobody(),
        };
        var address = Address(target, "?wait=true&");
        return letter.Files is []
            ? WebCall.Json(HttpMethod.Post, address, message)
            : WebCall.Multipart(address, [("payload_json", WebCall.Written(message))], letter.Files.Select((file, index) => ($"files[{index}]", file)));
    }

    protected override WebCall Edit(Letter letter, DiscordTarget target) => WebCall.Json(
        HttpMethod.Patch,
        Address(target, $"/messages/{Uri.EscapeDataString(letter.Memo["message"]!)}?"),
        new JsonObject { ["embeds"] = Embeds(letter, target), ["allowed_mentions"] = Nobody() });

    protected override Outcome Judge(Letter letter, WebAnswer answer) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } reply => new Outcome.Delivered(reply["id"]) { Memo = Memo.Of(("message", reply["id"])) },
        _ => base.Judge(letter, answer),
    };

    private static Uri Address(DiscordTarget target, string behind)
    {
        var thread = target.Thread is { } id ? $"thread_id={id}" : "";
        return new Uri($"https://discord.com/api/webhooks/{target.Webhook}/{target.Token.Reveal()}{behind}{thread}".TrimEnd('?', '&'));
    }

    private static JsonArray Embeds(Letter letter, DiscordTarget target) =>
    [
        new JsonObject
        {
            ["title"] = AlertLook.Title(letter),
            ["url"] = target.Link ?? letter.Alert.Link?.AbsoluteUri,
            ["description"] = letter.Text,
            ["color"] = int.Parse(AlertLook.Colour(letter.Alert)[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            ["timestamp"] = letter.Alert.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["footer"] = target.HasFooter ? new JsonObject { ["text"] = letter.Alert.Source } : null,
        },
    ];

    private static JsonObject Nobody() => new() { ["parse"] = new JsonArray() };

    private static JsonObject Allowed(IReadOnlyList<string> pings) => new()
    {
        ["parse"] = pings.Any(ping => ping[0] == '@') ? new JsonArray("everyone") : new JsonArray(),
        ["users"] = Ids(pings, "<@"),
        ["roles"] = Ids(pings, "<@&"),
    };

    private static JsonArray Ids(IReadOnlyList<string> pings, string mark) =>
        [.. pings.Where(ping => ping.StartsWith(mark, StringComparison.Ordinal) && char.IsAsciiDigit(ping[mark.Length])).Select(ping => JsonValue.Create(ping[mark.Length..^1]))];

    private static ParsedTargets Read(TargetUrl url)
    {
        // What the address asks for as Discord documents it is always asked for.
        url.Take("wait");
        ChatKeys.Ignore(url);
        url.Ignore("footer_logo", "no icon is shown", "no");
        url.Ignore("fields", "a text is not taken apart", "no");
        url.Ignore("batch", "all files go in one message", "yes");
        string[] parts = Kind.Owns(url) ? [.. url.Path.SkipWhile(part => part != "webhooks").Skip(1)] : [url.Host, .. url.Path];
        if (parts is not [var id, var token] || !Number().IsMatch(id) || !Secret().IsMatch(token))
            return ParsedTargets.Wrong($"expected {Kind.Form}, or the webhook's address as Discord shows it: https://discord.com/api/webhooks/ID/TOKEN");
        var pings = url.TakeList("ping").Select(ping => ping.TrimStart('@') is "everyone" or "here" ? $"@{ping.TrimStart('@')}" : ping).ToList();
        if (pings.Any(ping => !Ping().IsMatch(ping)))
            return ParsedTargets.Wrong("expected 'ping' to be of @everyone, @here, <@USER> and <@&ROLE>, with ',' in between");
        var thread = url.Take("thread") ?? url.Take("thread_id");
        if (thread is not null && !Number().IsMatch(thread))
            return ParsedTargets.Wrong("expected 'thread' to be the number of a thread");
        return ParsedTargets.Of(new DiscordTarget(url.Named(Kind.Name, "", $"discord://{id}/***{(thread is null ? "" : $"?thread={thread}")}"), TargetOptions.Take(url))
        {
            Webhook = id,
            Token = new Secret(token),
            Thread = thread,
            Speaker = url.User,
            Pings = pings,
            Link = Web(url.Take("href") ?? url.Take("url")),
            Picture = Web(url.Take("avatar_url")) is { } picture && url.TakeFlag("avatar", otherwise: true) ? picture : null,
            IsSpoken = url.TakeFlag("tts", otherwise: false),
            HasFooter = url.TakeFlag("footer", otherwise: true),
            Flags = int.TryParse(url.Take("flags"), NumberStyles.None, CultureInfo.InvariantCulture, out var flags) ? flags : null,
        });
    }

    private static string? Web(string? address) => address?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true ? address : null;

    [GeneratedRegex(@"^[0-9]{1,24}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,200}\z")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^(?:@everyone|@here|<@&?[0-9]{1,24}>)\z")]
    private static partial Regex Ping();
}

internal sealed class DiscordTarget(TargetName name, TargetOptions options) : ChannelTarget(name, options)
{
    /// <summary>Its number.</summary>
    public required string Webhook { get; init; }

    public required Secret Token { get; init; }

    /// <summary>Null for the channel itself.</summary>
    public string? Thread { get; init; }

    /// <summary>What the webhook calls itself; null for its own name.</summary>
    public string? Speaker { get; init; }

    public string? Picture { get; init; }

    /// <summary>Whom a firing alert calls, as Discord writes it: <c>@here</c>, <c>&lt;@1&gt;</c>.</summary>
    public IReadOnlyList<string> Pings { get; init; } = [];

    /// <summary>Where the title leads; null for where the alert does.</summary>
    public string? Link { get; init; }

    public bool IsSpoken { get; init; }

    public bool HasFooter { get; init; }

    public int? Flags { get; init; }
}
