using System.Text.RegularExpressions;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.Matrix;

/// <summary>Apprise's <c>matrix[s]://USER:PASSWORD@HOST/#alias/!room</c> and <c>matrix[s]://TOKEN@HOST/…</c>; webhooks are read by <see cref="MatrixHookGrammar"/>.</summary>
internal static partial class MatrixGrammar
{
    public const string Form = "matrixs://TOKEN@HOST/!ROOM:HOST";

    public static ParsedTargets Read(TargetUrl url)
    {
        if (MatrixHookGrammar.Read(url) is { } hook)
            return hook;
        url.Ignore("version", "version 3 of the API is spoken", "3");
        url.Ignore("hsreq", "rooms are named as they are written", "no");
        url.Ignore("e2ee", "rooms with end-to-end encryption are not served", "no");
        url.Ignore("image", "no icon is shown", "no");
        url.Ignore("path", "it belongs to webhooks of bridges");
        url.Ignore("format", "texts are told plainly and in HTML", "html");
        var token = url.Take("token") ?? (url.Password is null ? url.User : null);
        if (!WebAddress.IsHost(url.Host) || (token is null && url.User is null))
            return ParsedTargets.Wrong($"expected {Form}, or matrixs://USER:PASSWORD@HOST/#ALIAS");
        string[] rooms = [.. url.Path.Concat(url.TakeList("to")).Select(room => Named(room, url.Host)).Distinct()];
        if (rooms is [] || rooms.Any(room => !Room().IsMatch(room)))
            return ParsedTargets.Wrong($"expected rooms, as #alias:server or !id:server: {Form}; make a room for a person and name that");
        var (options, secure) = (TargetOptions.Take(url), url.Scheme == "matrixs");
        var (isNotice, discovery) = (url.Take("msgtype") == "notice", url.TakeFlag("discovery", otherwise: true));
        return ParsedTargets.Of([.. rooms.Select(room => new MatrixTarget(url.Named("matrix", room, $"{url.Scheme}://***@{url.Authority}/{room}"), options)
        {
            Server = WebAddress.Of(url, secure, []),
            IsDiscovered = secure && url.Port is null && discovery,
            User = token is null ? url.User : null,
            Password = url.Password is { } password ? new Secret(password) : null,
            Token = token is null ? null : new Secret(token),
            Room = room,
            IsNotice = isNotice,
        })]);
    }

    // Without a mark it is an alias, and without a server one of this server.
    private static string Named(string text, string host)
    {
        var marked = text.Length > 0 && text[0] is '#' or '!' or '@' ? text : $"#{text}";
        return marked.Contains(':', StringComparison.Ordinal) || marked[0] == '!' ? marked : $"{marked}:{host}";
    }

    [GeneratedRegex(@"^[#!][^\s\p{C}/]{1,254}\z")]
    private static partial Regex Room();
}
