using System.Net;
using System.Text.Json;
using System.Xml;
using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace Mail2Alert.Sources.Lookups;

/// <summary>Tells what went wrong from what came back or was thrown.</summary>
internal static class ApiFaults
{
    /// <returns>Null for an answer that can be read.</returns>
    public static ApiFault? Of(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.OK => IsPage(response) ? new ApiFault.WebPage() : null,
        var status => new ApiFault.Status(status, LeadsTo(response)),
    };

    /// <returns>Null for what is no trouble with the call.</returns>
    public static ApiFault? Of(Exception error, long limit) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new ApiFault.TooLarge(limit),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new ApiFault.NoAddress(),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new ApiFault.NoConnection(error.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new ApiFault.NoTls(error.InnerException?.Message ?? error.Message),
        HttpRequestException or IOException or InvalidDataException => new ApiFault.Broken(error.Message),
        JsonException json => new ApiFault.Unreadable("broken JSON, or of another shape", json.LineNumber + 1),
        XmlException xml => new ApiFault.Unreadable("broken XML, or one with a DTD", xml.LineNumber),
        FormatException format => new ApiFault.Unreadable(format.Message, null),
        BrokenCircuitException => new ApiFault.Resting(),
        RateLimiterRejectedException => new ApiFault.Crowded(),
        _ => null,
    };

    private static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "text/html";

    // Never with its query, which may hold a ticket of single sign-on, nor with a user.
    private static string? LeadsTo(HttpResponseMessage response) =>
        response.Headers.Location is { } location && Absolute(location, response.RequestMessage?.RequestUri) is { } target
            ? target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;

    private static Uri? Absolute(Uri location, Uri? asked) =>
        location.IsAbsoluteUri ? location : Uri.TryCreate(asked, location, out var target) ? target : null;
}
