using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels.StandIns;

/// <summary>core.telegram.org/bots/api: text in HTML must be what its short list of tags and entities allows.</summary>
internal sealed partial class TelegramStandIn() : StandIn("tgram://123456789:abcdefg_hijklmnopqrstuvwxyz0123456/12315544")
{
    public override async Task AnswerAsync(HttpContext request)
    {
        var said = await JsonAsync(request);
        var text = said["text"]?.GetValue<string>() ?? "";
        if (said["parse_mode"]?.GetValue<string>() == "HTML" && Foreign().IsMatch(text))
            await NoAsync(request, "Bad Request: can't parse entities");
        else if (text.Length is 0 || WebUtility.HtmlDecode(Tag().Replace(text, "")).Length > 4096)
            await NoAsync(request, "Bad Request: message is too long");
        else if (request.Request.Path.Value!.EndsWith("/sendMessage", StringComparison.Ordinal))
            await OkAsync(request, said["reply_parameters"] is null ? Seen.Post(text) : Seen.Reply(text));
        else if (Seen.Change(said["message_id"]!.ToString(), text))
            await OkAsync(request, said["message_id"]!.ToString());
        else
            await NoAsync(request, "Bad Request: message to edit not found");
    }

    private static Task OkAsync(HttpContext request, string id) => SayAsync(request, new JsonObject
    {
        ["ok"] = true,
        ["result"] = new JsonObject { ["message_id"] = long.Parse(id, CultureInfo.InvariantCulture), ["chat"] = new JsonObject { ["id"] = 12315544 } },
    });

    private static Task NoAsync(HttpContext request, string why) => SayAsync(
        request, new JsonObject { ["ok"] = false, ["error_code"] = 400, ["description"] = why }, StatusCodes.Status400BadRequest);

    [GeneratedRegex("</?(?:b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote|a(?: href=\"[^\"<>]*\")?)>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(?!/?(?:b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote|a(?: href=\"[^\"<>]*\")?)>)|&(?!(?:lt|gt|amp|quot|#\\d+);)")]
    private static partial Regex Foreign();
}
