using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Cli.Queue;

/// <summary>Lists page by page, as the desk gives them.</summary>
internal static class QueuePages
{
    public static async Task<List<QueuedDelivery>> ReadAsync(IDesk desk, DeliveryQuery query, int most, CancellationToken cancellationToken)
    {
        var all = new List<QueuedDelivery>();
        var from = query.From;
        do
        {
            var size = Math.Min(DeskEndpoints.Most, most - all.Count);
            var page = await desk.ListAsync(query with { From = from, Most = size }, cancellationToken);
            all.AddRange(page.Items);
            from = page.Next;
        }
        while (from is not null && all.Count < most);
        return all;
    }

    public static async Task<List<MailRow>> ReadAsync(IDesk desk, MailQuery query, int most, CancellationToken cancellationToken)
    {
        var all = new List<MailRow>();
        for (long? after = query.After; after is { } place && all.Count < most;)
        {
            var page = await desk.MailsAsync(
                query with { After = place, Most = Math.Min(DeskEndpoints.Most, most - all.Count) }, cancellationToken);
            all.AddRange(page.Items);
            after = page.Next;
        }
        return all;
    }
}
