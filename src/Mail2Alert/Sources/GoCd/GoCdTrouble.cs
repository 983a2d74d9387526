using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What went wrong with a call to GoCD, in sentences for whoever is woken by it. Nothing of an answer's content is in them.</summary>
internal static class GoCdTrouble
{
    /// <returns>Null for an answer that can be read.</returns>
    public static string? Of(HttpResponseMessage response, string path, string source) => response.StatusCode switch
    {
        HttpStatusCode.OK when IsPage(response) =>
            $"{path} is a web page and not the API: check that `url:` of source {source} leads to GoCD and ends in /go",
        HttpStatusCode.OK => null,
        HttpStatusCode.Accepted => "GoCD is not ready yet (202): it is still warming up",
        HttpStatusCode.Unauthorized =>
            $"GoCD refused the login (401): check `token:` or `user:`/`password:` of source {source}; "
            + "with security switched off on the server, leave them out",
        HttpStatusCode.Forbidden => $"GoCD does not allow {path} (403): the user of source {source} needs permission to view the pipelines",
        HttpStatusCode.NotFound =>
            $"GoCD does not know {path} (404): check that `url:` of source {source} ends in /go; else this server lacks that API",
        HttpStatusCode.ServiceUnavailable => $"GoCD is not available (503): it starts, or is in maintenance; {path} was asked for",
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
            $"GoCD sends {path} on to another address ({(int)response.StatusCode}{Target(response)}): set `url:` of source {source} to that",
        var status => $"GoCD answered {path} with status {(int)status}",
    };

    public static string Of(Exception error, Uri server, long limit) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => string.Create(
            CultureInfo.InvariantCulture,
            $"GoCD's answer is larger than {limit} octets: raise `lookup-size`"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"no address is known for {server.Host} (DNS)",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            $"cannot connect to {server.Authority}: is GoCD running there? ({error.Message})",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"cannot agree on TLS with {server.Authority}: {error.InnerException?.Message ?? error.Message}",
        _ => $"the call to {server.Authority} broke: {error.Message}",
    };

    public static string OfContent(Exception error, string path) => error switch
    {
        JsonException json => $"{path} is not what GoCD sends{Line(json.LineNumber + 1)}: broken JSON, or of another shape",
        XmlException xml => $"{path} is not what GoCD sends{Line(xml.LineNumber)}: broken XML, or one with a DTD",
        _ => $"{path} is not what GoCD sends",
    };

    private static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "text/html";

    // Never with its query, which may hold a ticket of single sign-on.
    private static string Target(HttpResponseMessage response) => response.Headers.Location is { IsAbsoluteUri: true } location
        ? $", {location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}"
        : "";

    private static string Line(long? line) => line is > 0 ? string.Create(CultureInfo.InvariantCulture, $" (line {line})") : "";
}
