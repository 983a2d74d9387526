using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.Web.Posting;

/// <summary>What who posted a mail is told: its id, or a problem (RFC 9457) that says what to change.</summary>
internal static class PostedAnswer
{
    private const string ProblemType = "application/problem+json";

    // As long as most notifiers wait by themselves; SMTP has no number to go by.
    private const int RetrySeconds = 60;

    public static Task OfAsync(HttpContext context, InnerReply reply) => reply.IsPositive
        ? context.Response.WriteAsJsonAsync(new PostedMail(IdOf(reply), reply.ToString()), PostedJson.Default.PostedMail, cancellationToken: CancellationToken.None)
        : ProblemAsync(context, StatusOf(reply), reply.Text, reply.ToString());

    public static Task ProblemAsync(HttpContext context, int status, string detail, string? smtp = null)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Mail2Alert\", charset=\"UTF-8\"";
        var problem = new PostProblem(Title(status), status, detail, smtp);
        return context.Response.WriteAsJsonAsync(problem, PostedJson.Default.PostProblem, ProblemType, CancellationToken.None);
    }

    // "OK <id> …", as every acknowledgement begins.
    private static string IdOf(InnerReply reply) => reply.Text.Split(' ') is [_, var id, ..] ? id : "";

    // The second digit of the enhanced code says what it is about (RFC 3463 §3): 7 is who may do what, 1 an address.
    private static int StatusOf(InnerReply reply) => reply switch
    {
        { Code: 421, Enhanced: "4.4.2" } => StatusCodes.Status408RequestTimeout,
        { Code: < 500 } => StatusCodes.Status503ServiceUnavailable,
        { Code: 530 or 535 } => StatusCodes.Status401Unauthorized,
        { Code: 552 } => StatusCodes.Status413PayloadTooLarge,
        { Enhanced: ['5', '.', '7', ..] } => StatusCodes.Status403Forbidden,
        { Code: 500 or 501 or 503 } => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "This is not how mail is posted",
        StatusCodes.Status401Unauthorized => "Log in",
        StatusCodes.Status403Forbidden => "You may not post this mail here",
        StatusCodes.Status404NotFound => "There is nothing here",
        StatusCodes.Status405MethodNotAllowed => "Mail is posted",
        StatusCodes.Status408RequestTimeout => "Too slow",
        StatusCodes.Status413PayloadTooLarge => "The mail is too large",
        StatusCodes.Status415UnsupportedMediaType => "This is no mail",
        StatusCodes.Status503ServiceUnavailable => "Not now, try again",
        _ => "The mail is refused",
    };
}

/// <summary>A mail that was acknowledged.</summary>
/// <param name="Id">Names it in the log, and for <c>mail2alert queue</c> and <c>replay</c>.</param>
/// <param name="Reply">What a client would have heard by SMTP.</param>
internal sealed record PostedMail(string Id, string Reply);

/// <summary>A problem (RFC 9457).</summary>
/// <param name="Title">What kind it is.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Detail">What to change.</param>
/// <param name="Smtp">What a client would have heard by SMTP; null when it did not come so far.</param>
internal sealed record PostProblem(string Title, int Status, string Detail, string? Smtp);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PostedMail))]
[JsonSerializable(typeof(PostProblem))]
internal sealed partial class PostedJson : JsonSerializerContext;
