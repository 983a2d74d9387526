using System.Text.RegularExpressions;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.Matrix;

/// <summary>
/// Apprise's <c>matrix[s]://[NAME:]TOKEN@HOST[:PORT]?mode=matrix|slack|hookshot[&amp;path=/PATH]</c> and <c>matrixs://TOKEN</c> for t2bot.io, whose
/// webhooks may also stand there as they are shown (its plugins/matrix/base.py).
/// </summary>
internal static partial class MatrixHookGrammar
{
    private const string T2Bot = "webhooks.t2bot.io";
    private const string Form = "matrixs://NAME:TOKEN@HOST?mode=matrix, slack or hookshot, or matrixs://TOKEN?mode=t2bot with 64 letters and digits";

    public static bool IsNative(TargetUrl url) => url is { Scheme: "https", Host: T2Bot };

    /// <summary>Null when it is no webhook.</summary>
    public static ParsedTargets? Read(TargetUrl url)
    {
        var mode = IsNative(url) ? "t2bot" : url.Take("mode")?.ToLowerInvariant();
        return mode switch
        {
            "off" or "server" => null,
            null or "" => url is { User: null, Path: [] } && T2BotToken().IsMatch(url.Host) ? ReadT2Bot(url) : null,
            "t2bot" => ReadT2Bot(url),
            "matrix" => Read(url, MatrixHookForm.Matrix, "/api/v1/matrix/hook"),
            "slack" => Read(url, MatrixHookForm.Slack, "/api/v1/matrix/hook"),
            "hookshot" => Read(url, MatrixHookForm.Hookshot, "/webhook"),
            _ => ParsedTargets.Wrong($"expected {Form}"),
        };
    }

    private static ParsedTargets ReadT2Bot(TargetUrl url)
    {
        var token = url.Take("token") ?? (!IsNative(url) ? url.Host : url.Path is [.., var last] ? last : "");
        return T2BotToken().IsMatch(token)
            ? Target(url, $"https://{T2Bot}/api/v1/matrix/hook/{token}", MatrixHookForm.Matrix, null, $"https://{T2Bot}/***")
            : ParsedTargets.Wrong($"expected {Form}");
    }

    private static ParsedTargets Read(TargetUrl url, MatrixHookForm form, string usualPath)
    {
        var given = url.Take("token") ?? url.Password;
        var path = url.Take("path") is { Length: > 0 } own ? own : usualPath;
        if ((given ?? url.User) is not { Length: > 0 } token || !WebAddress.IsHost(url.Host))
            return ParsedTargets.Wrong($"expected {Form}");
        var server = WebAddress.Of(url, url.Scheme == "matrixs", path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        var target = Target(url, $"{server.AbsoluteUri}{Uri.EscapeDataString(token)}", form, given is null ? null : url.User, $"{url.Scheme}://***@{url.Authority}");
        return url.Path is [] && url.TakeList("to") is []
            ? target
            : target with { Warnings = ["a webhook leads to its own room: the rooms that are named have no effect"] };
    }

    private static ParsedTargets Target(TargetUrl url, string address, MatrixHookForm form, string? speaker, string shown) =>
        ParsedTargets.Of(new MatrixTarget(url.Named("matrix", "", shown), TargetOptions.Take(url))
        {
            Server = new Uri(new Uri(address), "/"),
            Room = "",
            Hook = new MatrixHook(new Secret(address), form, speaker),
        });

    [GeneratedRegex(@"^[A-Za-z0-9]{64}\z")]
    private static partial Regex T2BotToken();
}
