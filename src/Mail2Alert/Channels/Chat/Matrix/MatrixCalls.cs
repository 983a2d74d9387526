using System.Text.Json.Nodes;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.Matrix;

/// <summary>Requests of Matrix's Client-Server API, v3 (spec.matrix.org).</summary>
internal static class MatrixCalls
{
    public static WebCall LogIn(Uri server, string user, Secret? password) => WebCall.Json(HttpMethod.Post, Method(server, "login"), new JsonObject
    {
        ["type"] = "m.login.password",
        ["identifier"] = new JsonObject { ["type"] = "m.id.user", ["user"] = user },
        ["password"] = password?.Reveal(),
        ["initial_device_display_name"] = "Mail2Alert",
    });

    public static WebCall Join(Uri server, Secret token, string room) =>
        WebCall.Json(HttpMethod.Post, Method(server, $"join/{Uri.EscapeDataString(room)}"), new JsonObject()).WithBearer(token);

    /// <param name="target">The room, entered.</param>
    /// <param name="key">The same for the same message: the server takes it once.</param>
    /// <param name="content">The message.</param>
    public static WebCall Send(MatrixTarget target, string key, JsonObject content) => WebCall.Json(
        HttpMethod.Put,
        Method(target.Server, $"rooms/{Uri.EscapeDataString(target.Room)}/send/m.room.message/{Uri.EscapeDataString(key)}"),
        content).WithBearer(target.Token!.Value);

    public static WebCall Upload(MatrixTarget target, LetterFile file) => WebCall
        .File(new Uri(target.Server, $"_matrix/media/v3/upload?filename={Uri.EscapeDataString(file.Name)}"), file)
        .WithBearer(target.Token!.Value);

    private static Uri Method(Uri server, string name) => new(server, $"_matrix/client/v3/{name}");
}
