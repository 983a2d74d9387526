using Mail2Alert.Alerts;
using Mail2Alert.Channels.Notices;
using Mail2Alert.Deliveries;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>Tells what was held back from a target in one notification, which takes the place of all of them in one commit.</summary>
internal sealed class Summaries(IStore store, Notices notices, ReadBudget budget, int mostShown, TimeProvider clock)
{
    // Bounds memory, and the time of the commit; what is beyond goes into the next summary.
    private const int Most = 5_000;

    private const string Source = "mail2alert";

    /// <summary>All summaries for a target are news of one alert: what comes while one is open can be seen to be later.</summary>
    public static long LaneOf(LimitedTarget limited) => PlannedDelivery.LaneOf(
        new Alert
        {
            Source = Source,
            Key = KeyOf(limited),
            Status = AlertStatus.Info,
            Severity = Severity.Info,
            Labels = Labels.Empty,
            Title = "",
            Text = "",
        },
        TargetId.Of(limited.Target));

    /// <summary>Tells these, and all else that is held back from the target, if that is more than one.</summary>
    /// <returns>The deliveries that it takes the place of; none when there is nothing to sum up.</returns>
    /// <exception cref="StoreException">Nothing was changed.</exception>
    public async Task<IReadOnlySet<long>> TellAsync(LimitedTarget limited, IReadOnlyCollection<LeasedDelivery> due, CancellationToken cancellationToken)
    {
        var news = await store.HeldBackAsync(limited.Receiver.Name, TargetId.Of(limited.Target), due, Most, cancellationToken);
        var told = news.Select(one => one.Id).ToHashSet();
        if (told.Count < 2)
            return new HashSet<long>();
        var alert = Compose(limited, news, await LatestAsync(news, cancellationToken));
        var mail = notices.Compose(alert);
        var delivery = PlannedDelivery.Tell(
            mail.Id, alert, limited.Target, $"limit of {limited.Receiver.Name}", Destination.Of(limited.Target), limited.Receiver);
        var decision = new MailDecision(alert, null, Why(limited, news), [delivery]) { Subject = alert.Title };
        // Not cancelled: what is on its way to the disk may get there.
        var answer = await store.SummarizeAsync(mail, decision, told, CancellationToken.None);
        return answer is StoreAnswer.Done ? told : throw new StoreException(answer, $"the summary cannot be kept: {answer}");
    }

    private static string KeyOf(LimitedTarget limited) => $"held back from {limited.Target.Text} by {limited.Receiver.Name}";

    private Alert Compose(LimitedTarget limited, IReadOnlyList<HeldBackNews> news, IReadOnlyList<NoticeItem> latest)
    {
        var notice = new Notice($"{news.Count} notifications were held back", latest);
        var alert = NoticeAlert.Of(notice, KeyOf(limited), mostShown, clock.GetUtcNow());
        var introduction = $"{news.Count} notifications were held back since {news[0].CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC "
            + $"(`limit` of {limited.Receiver.Name}: {limited.Allowance}). This is how their {latest.Count} alerts stand:";
        return alert with { Source = Source, Text = $"{introduction}\n\n{alert.Text}" };
    }

    // Whoever reads it at night wants to know how each alert stands, the worst first, and not how it came to that. News has no state: all of it is told.
    private async Task<IReadOnlyList<NoticeItem>> LatestAsync(IReadOnlyList<HeldBackNews> news, CancellationToken cancellationToken)
    {
        var alerts = news
            .GroupBy(one => (one.Alert.Source, one.Alert.Key, one.Alert.Status == AlertStatus.Info ? one.Id : 0))
            .Select(alert => (IReadOnlyList<HeldBackNews>)[.. alert])
            .OrderByDescending(alert => alert[^1].Alert.Severity)
            .ThenByDescending(alert => alert[^1].Id)
            .ToList();
        var shown = alerts.GroupBy(alert => alert[^1].Alert.Status).SelectMany(status => status.Take(mostShown)).ToHashSet();
        var items = new List<NoticeItem>(alerts.Count);
        foreach (var alert in alerts)
            items.Add(Item(alert, shown.Contains(alert) ? await TextAsync(alert[^1], cancellationToken) : ""));
        return items;
    }

    private static NoticeItem Item(IReadOnlyList<HeldBackNews> alert, string text)
    {
        var last = alert[^1].Alert;
        var since = alert.Reverse().TakeWhile(one => one.Alert.Status == last.Status).Last().CreatedAt;
        var title = alert.Count == 1 ? last.Title : $"{last.Title} (the last of {alert.Count} notifications)";
        return new NoticeItem(last with { Title = title, Text = text }, since) { Note = alert[^1].Note };
    }

    private async Task<string> TextAsync(HeldBackNews news, CancellationToken cancellationToken)
    {
        if (news.Alert.Text.Length > 0)
            return news.Alert.Text;
        using var share = await budget.TakeAsync(cancellationToken);
        var mail = await store.ReadAsync(news.MailId, cancellationToken);
        share.Keep(mail?.Message.Length ?? 0);
        return mail?.Alert?.Remembered().Text ?? "";
    }

    private static IReadOnlyList<string> Why(LimitedTarget limited, IReadOnlyList<HeldBackNews> news) =>
    [
        $"{limited.Receiver.Name}: {news.Count} notifications were held back from {limited.Target.Text} (`limit`: {limited.Allowance}); this tells them",
        .. news.Select(one => $"{one.Alert.Source}: {one.Alert.Key} ({one.Alert.Status}), {one.MailId}"),
    ];
}
