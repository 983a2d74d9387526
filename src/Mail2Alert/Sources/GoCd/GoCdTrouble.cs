using System.Globalization;
using System.Net;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What went wrong with a call to GoCD, in sentences for whoever is woken by it.</summary>
internal static class GoCdTrouble
{
    /// <param name="fault">What went wrong.</param>
    /// <param name="path">What was asked for.</param>
    /// <param name="server">Whom.</param>
    /// <param name="source">For whom.</param>
    public static string Of(ApiFault fault, string path, Uri server, string source) => fault switch
    {
        ApiFault.Status status => OfStatus(status, path, source),
        ApiFault.WebPage => $"{path} is a web page and not the API: check that `url:` of source {source} leads to GoCD and ends in /go",
        ApiFault.TooLarge large => string.Create(
            CultureInfo.InvariantCulture, $"GoCD's answer is larger than {large.Limit} octets: raise `lookup-size`"),
        ApiFault.NoConnection no => $"cannot connect to {server.Authority}: is GoCD running there? ({no.Why})",
        ApiFault.Unreadable unreadable => $"{path} is not what GoCD sends{Line(unreadable.Line)}: {unreadable.What}",
        _ => ApiTrouble.OnTheWay(fault, server),
    };

    private static string OfStatus(ApiFault.Status status, string path, string source) => status.Code switch
    {
        HttpStatusCode.Accepted => "GoCD is not ready yet (202): it is still warming up",
        HttpStatusCode.Unauthorized =>
            $"GoCD refused the login (401): check `token:` or `user:`/`password:` of source {source}; "
            + "with security switched off on the server, leave them out",
        HttpStatusCode.Forbidden => $"GoCD does not allow {path} (403): the user of source {source} needs permission to view the pipelines",
        HttpStatusCode.NotFound =>
            $"GoCD does not know {path} (404): check that `url:` of source {source} ends in /go; else this server lacks that API",
        HttpStatusCode.ServiceUnavailable => $"GoCD is not available (503): it starts, or is in maintenance; {path} was asked for",
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
            $"GoCD sends {path} on to another address ({(int)status.Code}{Target(status)}): set `url:` of source {source} to that",
        var code => $"GoCD answered {path} with status {(int)code}",
    };

    private static string Target(ApiFault.Status status) => status.LeadsTo is { } target ? $", {target}" : "";

    private static string Line(long? line) => line is > 0 ? string.Create(CultureInfo.InvariantCulture, $" (line {line})") : "";
}
