using System.Text;

namespace Mail2Alert.Channels.Web;

/// <summary>Sends requests to services: no redirect is followed, and no more is read of an answer than is needed.</summary>
internal sealed class WebSender(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>The name of the client, and with <see cref="Unverified"/> behind it that of the one which trusts every certificate.</summary>
    public const string Name = "channels";
    public const string Unverified = "-unverified";

    private const int MostRead = 64 * 1024;

    public async Task<WebAnswer> SendAsync(WebCall call, TargetOptions options, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = RequestOf(call);
        try
        {
            using var client = clients.CreateClient(options.Verify ? Name : Name + Unverified);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new WebAnswer.Reply((int)response.StatusCode, response.Headers, await BeginningAsync(response, either.Token));
        }
        catch (HttpRequestException trouble)
        {
            return NeverArrived(trouble) ? new WebAnswer.Unsent(trouble.Message) : new WebAnswer.Unanswered(trouble.Message);
        }
        catch (IOException trouble)
        {
            return new WebAnswer.Unanswered(trouble.Message);
        }
        catch (OperationCanceledException trouble)
        {
            // The handler's own limit on connecting says so; the others are ours.
            return trouble.InnerException is TimeoutException && !either.IsCancellationRequested
                ? new WebAnswer.Unsent("nobody took the connection in time")
                : new WebAnswer.Unanswered("no answer in time");
        }
    }

    private static HttpRequestMessage RequestOf(WebCall call)
    {
        var request = new HttpRequestMessage(call.Method, call.Address) { Content = call.Body?.Invoke() };
        foreach (var (name, value) in call.Headers)
        {
            if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is not { } content)
                continue;
            content.Headers.Remove(name);
            content.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private static bool NeverArrived(HttpRequestException trouble) => trouble.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostRead];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var read = await body.ReadAtLeastAsync(bytes, MostRead, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }
}
