using System.Net;
using System.Net.Http.Headers;
using Polly;

namespace Mail2Alert.Sources.Lookups;

/// <summary>Calls an API. What goes wrong comes back as a value; only cancellation is thrown.</summary>
/// <param name="http">As set up by <see cref="LookupHttp"/>: login, size limit, no redirects.</param>
/// <param name="gate">Guards the server; it covers the whole of an answer, not just its head.</param>
internal sealed class ApiClient(HttpClient http, ResiliencePipeline<HttpResponseMessage> gate)
{
    /// <param name="call">What to ask.</param>
    /// <param name="before">The last answer to it: given again when the server says that nothing changed. Null when there is none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ApiReply<T>> AskAsync<T>(ApiCall<T> call, ApiReply<T>.Answer? before, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await SendAsync(call, before?.Tag, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotModified && before is not null)
                return before;
            return ApiFaults.Of(response) is { } fault
                ? new ApiReply<T>.Failed(fault)
                : await ReadAsync(call, response, cancellationToken);
        }
        catch (Exception error) when (ApiFaults.Of(error, http.MaxResponseContentBufferSize) is not null)
        {
            return new ApiReply<T>.Failed(ApiFaults.Of(error, http.MaxResponseContentBufferSize)!);
        }
    }

    private ValueTask<HttpResponseMessage> SendAsync<T>(ApiCall<T> call, EntityTagHeaderValue? tag, CancellationToken cancellationToken)
        where T : class =>
        gate.ExecuteAsync(
            async token =>
            {
                using var request = Request(call, tag);
                return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, token);
            },
            cancellationToken);

    private static HttpRequestMessage Request<T>(ApiCall<T> call, EntityTagHeaderValue? tag)
        where T : class
    {
        var request = new HttpRequestMessage(HttpMethod.Get, call.Address);
        if (call.Accept is not null)
            request.Headers.Accept.ParseAdd(call.Accept);
        if (tag is not null)
            request.Headers.IfNoneMatch.Add(tag);
        return request;
    }

    private static async Task<ApiReply<T>> ReadAsync<T>(ApiCall<T> call, HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        return new ApiReply<T>.Answer(await call.Read(content, cancellationToken), response.Headers.ETag);
    }
}
