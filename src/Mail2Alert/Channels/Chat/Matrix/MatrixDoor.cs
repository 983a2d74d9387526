using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.Matrix;

/// <summary>
/// The way into a room: the server that serves its users, a login, and joining the room, each once and then remembered until the server says that it
/// does not know us any more.
/// </summary>
/// <param name="ask">Sends a request.</param>
internal sealed class MatrixDoor(Func<WebCall, MatrixTarget, CancellationToken, Task<WebAnswer>> ask)
{
    private readonly ConcurrentDictionary<string, MatrixTarget> _inside = new();

    /// <returns>The target as it is found; or null, and the answer that was in the way.</returns>
    public async Task<(MatrixTarget? Inside, WebAnswer? Trouble)> EnterAsync(MatrixTarget target, CancellationToken cancellationToken)
    {
        if (_inside.TryGetValue(target.Id, out var known))
            return (known, null);
        var server = await FindAsync(target, cancellationToken);
        var (token, refused) = await LogInAsync(server, target, cancellationToken);
        if (token is not { } login)
            return (null, refused);
        var joined = await ask(MatrixCalls.Join(server, login, target.Room), target, cancellationToken);
        return joined is WebAnswer.Reply { IsSuccess: true } reply && reply["room_id"] is { } room
            ? (_inside.GetOrAdd(target.Id, target.At(server, login, room)), null)
            : (null, joined);
    }

    /// <summary>The token is good no more, or the room is closed to us.</summary>
    public void Forget(MatrixTarget target) => _inside.TryRemove(target.Id, out _);

    // Client-Server API, Server Discovery. Whoever names nobody else serves itself.
    private async Task<Uri> FindAsync(MatrixTarget target, CancellationToken cancellationToken)
    {
        if (!target.IsDiscovered)
            return target.Server;
        var answer = await ask(new WebCall(HttpMethod.Get, new Uri(target.Server, ".well-known/matrix/client")), target, cancellationToken);
        var named = answer is WebAnswer.Reply { IsSuccess: true } reply ? (reply.Json?["m.homeserver"] as JsonObject)?["base_url"]?.ToString() : null;
        return Uri.TryCreate($"{named?.TrimEnd('/')}/", UriKind.Absolute, out var server) && server.Scheme == Uri.UriSchemeHttps ? server : target.Server;
    }

    private async Task<(Secret? Token, WebAnswer? Refused)> LogInAsync(Uri server, MatrixTarget target, CancellationToken cancellationToken)
    {
        if (target.Token is { } given)
            return (given, null);
        var answer = await ask(MatrixCalls.LogIn(server, target.User!, target.Password), target, cancellationToken);
        return answer is WebAnswer.Reply { IsSuccess: true } reply && reply["access_token"] is { } token ? (new Secret(token), null) : (null, answer);
    }
}
