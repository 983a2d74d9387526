using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Calls a GoCD server. What goes wrong comes back as a sentence; only cancellation is thrown.</summary>
/// <param name="http">As set up by <see cref="GoCdServices"/>: base address, login, size limit.</param>
/// <param name="source">Name of the source, for the sentences.</param>
internal sealed class GoCdClient(HttpClient http, string source)
{
    /// <param name="call">What to ask.</param>
    /// <param name="before">The last answer to it: given again when the server says that nothing changed. Null when there is none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<GoCdReply<T>> AskAsync<T>(GoCdCall<T> call, GoCdReply<T>.Answer? before, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var request = Request(call, before?.Tag);
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotModified && before is not null)
                return before;
            return GoCdTrouble.Of(response, call.Path, source) is not { } why ? await ReadAsync(call, response, cancellationToken)
                : response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound ? new GoCdReply<T>.Refused(why)
                : new GoCdReply<T>.Failed(why);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
        {
            return new GoCdReply<T>.Failed(GoCdTrouble.Of(error, http.BaseAddress!, http.MaxResponseContentBufferSize));
        }
        catch (Exception error) when (error is JsonException or XmlException)
        {
            return new GoCdReply<T>.Failed(GoCdTrouble.OfContent(error, call.Path));
        }
    }

    private static HttpRequestMessage Request<T>(GoCdCall<T> call, EntityTagHeaderValue? tag)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Get, call.Path);
        if (call.Accept is not null)
            request.Headers.Accept.ParseAdd(call.Accept);
        if (tag is not null)
            request.Headers.IfNoneMatch.Add(tag);
        return request;
    }

    private static async Task<GoCdReply<T>> ReadAsync<T>(GoCdCall<T> call, HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        return new GoCdReply<T>.Answer(await call.Read(content, cancellationToken), response.Headers.ETag);
    }
}
