using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Mail2Alert.Web.Desk.DeskJson;

namespace Mail2Alert.Web.Desk;

/// <summary>The desk by HTTP. <see cref="RemoteDesk"/> is the other side.</summary>
internal static class DeskEndpoints
{
    public const string Ready = "/v1/ready";
    public const string Deliveries = "/v1/deliveries";
    public const string List = "/v1/deliveries/list";
    public const string Act = "/v1/deliveries/act";
    public const string Figures = "/v1/figures";
    public const string Mails = "/v1/mails";
    public const string MailList = "/v1/mails/list";
    public const string Replay = "/v1/replay";
    public const string BackUp = "/v1/backup";

    /// <summary>Of one page, and of one order.</summary>
    public const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        AlertEndpoints.Map(routes);
        routes.MapGet(Ready, Quick(ReadyAsync));
        routes.MapGet(Figures, Quick((context, desk, cancellationToken) =>
            context.AnswerAsync(desk.FiguresAsync(cancellationToken), Default.StoreFigures)));
        routes.MapPost(List, Quick(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.ListAsync(await context.AskedAsync(Default.DeliveryQuery, query => query.Most), cancellationToken), Default.PageQueuedDelivery)));
        routes.MapGet(Deliveries + "/{id:long}", Quick(FindAsync));
        routes.MapPost(Act, Quick(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.ActAsync(await context.AskedAsync(Default.DeskOrder, order => order.Ids.Count), cancellationToken), Default.IReadOnlyListActed)));
        routes.MapPost(MailList, Quick(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.MailsAsync(await context.AskedAsync(Default.MailQuery, query => query.Most), cancellationToken), Default.PageMailRow)));
        routes.MapGet(Mails + "/{id}", Slow(ExportAsync));
        routes.MapPost(Replay, Slow(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.ReplayAsync(await context.AskedAsync(Default.ReplayOrder, order => order.Targets.Count), cancellationToken), Default.ReplayedMail)));
        routes.MapPost(BackUp, Slow(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.BackUpAsync((await context.AskedAsync(Default.BackupOrder, _ => 1)).Path, cancellationToken), Default.BackupReport)));
    }

    // What only asks the store is bounded in time; the rest has a bound of its own, or ends when the operator goes away.
    private static RequestDelegate Quick(DeskRequest answer) => context => DeskRequests.RunAsync(context, answer, DeskRequests.Patience);

    private static RequestDelegate Slow(DeskRequest answer) => context => DeskRequests.RunAsync(context, answer, Timeout.InfiniteTimeSpan);

    // The listeners open before the program says that it was started, and close after it says that it stops.
    private static async Task ReadyAsync(HttpContext context, IDesk desk, CancellationToken cancellationToken)
    {
        var life = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        cancellationToken.ThrowIfCancellationRequested();
        if (!life.ApplicationStarted.IsCancellationRequested)
            throw new IOException("the server is starting");
        await context.AnswerAsync(desk.FiguresAsync(cancellationToken), Default.StoreFigures);
    }

    private static async Task FindAsync(HttpContext context, IDesk desk, CancellationToken cancellationToken)
    {
        var id = long.Parse((string)context.Request.RouteValues["id"]!, System.Globalization.CultureInfo.InvariantCulture);
        if (await desk.FindAsync(id, cancellationToken) is { } details)
            await context.AnswerAsync(Task.FromResult(details), Default.DeliveryDetails);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static async Task ExportAsync(HttpContext context, IDesk desk, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "message/rfc822";
        if (!await desk.ExportAsync((string)context.Request.RouteValues["id"]!, context.Response.Body, cancellationToken))
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
