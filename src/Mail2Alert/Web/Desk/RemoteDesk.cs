using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using static Mail2Alert.Web.Desk.DeskJson;

namespace Mail2Alert.Web.Desk;

/// <summary>The desk of a running server, through its socket.</summary>
internal sealed class RemoteDesk(string path) : IDesk
{
    // Nobody looks it up: the socket is where we go.
    private static readonly Uri Server = new("http://desk/");

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken),
    });

    /// <summary>The desk of the server that listens there; null when none does.</summary>
    /// <exception cref="IOException">One may, but not to us.</exception>
    public static async Task<RemoteDesk?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (DeskSocket.Mismatch(path) is not null)
            return null;
        try
        {
            await (await ConnectAsync(path, cancellationToken)).DisposeAsync();
            return new RemoteDesk(path);
        }
        catch (SocketException trouble) when (trouble.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new IOException($"{path} is not for this user: run this as the server's, such as with `sudo -u mail2alert`", trouble);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public IAlertDesk Alerts => new RemoteAlertDesk(this);

    public Task<Page<QueuedDelivery>> ListAsync(DeliveryQuery query, CancellationToken cancellationToken) =>
        PostAsync(DeskEndpoints.List, query, Default.DeliveryQuery, Default.PageQueuedDelivery, cancellationToken);

    public async Task<DeliveryDetails?> FindAsync(long id, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{DeskEndpoints.Deliveries}/{id}", null, cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(answer, Default.DeliveryDetails, cancellationToken);
    }

    public Task<StoreFigures> FiguresAsync(CancellationToken cancellationToken) =>
        GetAsync(DeskEndpoints.Figures, Default.StoreFigures, cancellationToken);

    /// <summary>Asks whether mail is taken.</summary>
    /// <exception cref="IOException">It is not; the message says why.</exception>
    public Task ReadyAsync(CancellationToken cancellationToken) => GetAsync(DeskEndpoints.Ready, Default.StoreFigures, cancellationToken);

    public Task<IReadOnlyList<Acted>> ActAsync(DeskOrder order, CancellationToken cancellationToken) =>
        PostAsync(DeskEndpoints.Act, order, Default.DeskOrder, Default.IReadOnlyListActed, cancellationToken);

    public Task<Page<MailRow>> MailsAsync(MailQuery query, CancellationToken cancellationToken) =>
        PostAsync(DeskEndpoints.MailList, query, Default.MailQuery, Default.PageMailRow, cancellationToken);

    public async Task<bool> ExportAsync(string mailId, Stream to, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{DeskEndpoints.Mails}/{Uri.EscapeDataString(mailId)}", null, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return false;
        await ThrowIfRefusedAsync(answer, cancellationToken);
        await answer.Content.CopyToAsync(to, cancellationToken);
        return true;
    }

    public Task<ReplayedMail> ReplayAsync(ReplayOrder order, CancellationToken cancellationToken) =>
        PostAsync(DeskEndpoints.Replay, order, Default.ReplayOrder, Default.ReplayedMail, cancellationToken);

    public Task<BackupReport> BackUpAsync(string path, CancellationToken cancellationToken) =>
        PostAsync(DeskEndpoints.BackUp, new BackupOrder(path), Default.BackupOrder, Default.BackupReport, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return default;
    }

    /// <summary>Asks for something.</summary>
    public async Task<T> GetAsync<T>(string url, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, url, null, cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Asks with a question, or gives an order.</summary>
    public async Task<TAnswer> PostAsync<TAsked, TAnswer>(
        string url, TAsked asked, JsonTypeInfo<TAsked> form, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(asked, form));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await SendAsync(HttpMethod.Post, url, content, cancellationToken);
        return await ReadAsync(answer, type, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Server, url)) { Content = content };
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException trouble)
        {
            throw new IOException($"the server at {path} does not answer any more: {trouble.GetBaseException().Message}", trouble);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await ThrowIfRefusedAsync(answer, cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await TryReadAsync(body, type, cancellationToken)
            ?? throw new IOException($"the server at {path} answered something else: is it of another version than this command?");
    }

    private async Task ThrowIfRefusedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
            return;
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var trouble = await TryReadAsync(body, Default.DeskTrouble, cancellationToken);
        throw new IOException(trouble?.Error ?? $"the server at {path} answered {(int)answer.StatusCode}; its log says more");
    }

    private static async Task<T?> TryReadAsync<T>(Stream body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
