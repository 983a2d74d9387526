using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Mail2Alert.Web.Desk.DeskJson;

namespace Mail2Alert.Web.Desk;

/// <summary>Alerts and silences by HTTP. <see cref="RemoteAlertDesk"/> is the other side.</summary>
internal static class AlertEndpoints
{
    public const string List = "/v1/alerts/list";
    public const string Acknowledge = "/v1/alerts/acknowledge";
    public const string Silences = "/v1/silences";
    public const string AddSilence = "/v1/silences/add";
    public const string EndSilence = "/v1/silences/end";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(List, Quick(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.Alerts.ListAsync(await context.AskedAsync(Default.AlertQuery, query => query.Most), cancellationToken), Default.AlertListing)));
        routes.MapPost(Acknowledge, Quick(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.Alerts.AcknowledgeAsync(await context.AskedAsync(Default.AcknowledgeOrder, _ => 1), cancellationToken), Default.AcknowledgedAlert)));
        routes.MapGet(Silences, Quick((context, desk, cancellationToken) => context.AnswerAsync(
            desk.Alerts.SilencesAsync(cancellationToken), Default.IReadOnlyListListedSilence)));
        routes.MapPost(AddSilence, Quick(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.Alerts.SilenceAsync(await context.AskedAsync(Default.SilenceOrder, order => order.Matchers.Count), cancellationToken), Default.SilenceReport)));
        routes.MapPost(EndSilence, Quick(async (context, desk, cancellationToken) => await context.AnswerAsync(
            desk.Alerts.EndSilenceAsync(await context.AskedAsync(Default.SilenceName, _ => 1), cancellationToken), Default.SilenceReport)));
    }

    private static RequestDelegate Quick(DeskRequest answer) => context => DeskRequests.RunAsync(context, answer, DeskRequests.Patience);
}
