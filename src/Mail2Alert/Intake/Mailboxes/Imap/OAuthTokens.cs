using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mail2Alert.Intake.Mailboxes.Imap;

/// <summary>Fetches access tokens, and keeps one for as long as it holds.</summary>
/// <param name="connect">Makes a client for one request.</param>
/// <param name="settings">Whence they come.</param>
/// <param name="clock">Says whether one holds still.</param>
internal sealed class OAuthTokens(Func<HttpClient> connect, OAuthSettings settings, TimeProvider clock)
{
    // A token is a few KiB; whoever answers with more is no token endpoint.
    private const int LongestAnswer = 256 * 1024;

    // A login takes a moment, and clocks differ.
    private static readonly TimeSpan Spare = TimeSpan.FromMinutes(1);

    // RFC 6749 §5.1: a server that does not say has said it elsewhere. Most give an hour.
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(5);

    private string? _token;
    private string? _refresh = settings.Refresh?.Reveal();
    private DateTimeOffset _until;

    /// <exception cref="MailboxException">There is none to be had.</exception>
    public async Task<string> TakeAsync(CancellationToken cancellationToken)
    {
        if (_token is { } known && clock.GetUtcNow() < _until)
            return known;
        var at = clock.GetUtcNow();
        var answer = await AskAsync(cancellationToken);
        if (answer.AccessToken is not { Length: > 0 } token)
            throw new MailboxException($"{settings.TokenUrl.Host} gives no token: {Printable.Of(answer.Description ?? answer.Error ?? "it does not say why")}");
        // RFC 6749 §6: a new refresh token takes the place of the old one.
        _refresh = answer.RefreshToken ?? _refresh;
        _until = at + (answer.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) - Spare : Unsaid);
        return _token = token;
    }

    /// <summary>The mail server does not want it.</summary>
    public void Drop() => _token = null;

    private async Task<TokenAnswer> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var http = connect();
            using var form = new FormUrlEncodedContent(Form());
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.TokenUrl) { Content = form };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, OAuthJson.Default.TokenAnswer, cancellationToken) ?? new TokenAnswer();
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new MailboxException($"{settings.TokenUrl.Host} gives no token: {exception.Message}", exception);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Form()
    {
        yield return new("grant_type", _refresh is null ? "client_credentials" : "refresh_token");
        yield return new("client_id", settings.Client);
        if (settings.Secret is { } secret)
            yield return new("client_secret", secret.Reveal());
        if (settings.Scope is { } scope)
            yield return new("scope", scope);
        if (_refresh is not null)
            yield return new("refresh_token", _refresh);
    }
}

/// <summary>What a token endpoint answers (RFC 6749 §5).</summary>
internal sealed record TokenAnswer
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds. Some write a text.</summary>
    [JsonPropertyName("expires_in")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? ExpiresIn { get; init; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("error")]
    public string? Error { get; init; }

    [JsonPropertyName("error_description")]
    public string? Description { get; init; }
}

[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class OAuthJson : JsonSerializerContext;
