using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Mail2Alert.Web.Posting;

/// <summary><c>POST /mail</c>: the body is the mail, and it takes the way of a mail that comes by SMTP.</summary>
internal static class MailPosting
{
    public const string Path = "/mail";

    private static readonly string[] NoMail = ["multipart/form-data", "application/json"];

    /// <summary>Answers whatever is asked on such a connection.</summary>
    public static Task AnswerAsync(HttpContext context) => Refusal(context.Request) switch
    {
        var (status, detail) => PostedAnswer.ProblemAsync(context, status, detail),
        null => PostAsync(context),
    };

    private static (int Status, string Detail)? Refusal(HttpRequest request)
    {
        if (request.Path != Path)
            return (StatusCodes.Status404NotFound, $"Mail is posted to {Path}");
        if (!HttpMethods.IsPost(request.Method))
        {
            request.HttpContext.Response.Headers.Allow = HttpMethods.Post;
            return (StatusCodes.Status405MethodNotAllowed, $"Mail comes by POST, as in: curl --data-binary @mail.eml http://HOST{Path}");
        }
        // A page in somebody's browser may post to wherever that browser reaches; curl and its like send no Origin.
        if (request.Headers.Origin.Count > 0)
            return (StatusCodes.Status403Forbidden, "Browsers may not post mail here: they would do so for any page");
        if (request.Headers.ContentEncoding.Count > 0 || NoMail.Any(type => request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true))
            return (StatusCodes.Status415UnsupportedMediaType, "The body is the mail itself, as in: curl --data-binary @mail.eml");
        return request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false
            ? (StatusCodes.Status400BadRequest, "The body is the mail, and there is none")
            : null;
    }

    private static async Task PostAsync(HttpContext context)
    {
        LeaveBoundsToTheSession(context);
        var door = context.Features.GetRequiredFeature<PostDoor>();
        var connection = context.Connection;
        var remote = EndPoint(connection.RemoteIpAddress, connection.RemotePort);
        await using var session = new InnerSession(
            door.Serve, context.TraceIdentifier.Replace(':', '-'), remote, EndPoint(connection.LocalIpAddress, connection.LocalPort), context.RequestAborted);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, session.Ended);
        try
        {
            await PostedAnswer.OfAsync(context, await new PostedTransaction(session, context.Request).RunAsync(door, remote?.Address, either.Token));
        }
        catch (BadHttpRequestException exception)
        {
            await PostedAnswer.ProblemAsync(context, exception.StatusCode, exception.Message);
        }
        catch (InvalidDataException exception)
        {
            await PostedAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, exception.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The session's last word lies there still.
            await PostedAnswer.OfAsync(context, await session.ReplyAsync(context.RequestAborted));
        }
    }

    // It has them all: how large a mail may be, how long it may take, and how slow it may be.
    private static void LeaveBoundsToTheSession(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        context.Features.GetRequiredFeature<IHttpMinRequestBodyDataRateFeature>().MinDataRate = null;
    }

    private static IPEndPoint? EndPoint(IPAddress? address, int port) => address is null ? null : new IPEndPoint(address, port);
}
