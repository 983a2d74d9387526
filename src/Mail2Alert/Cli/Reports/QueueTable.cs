using System.Globalization;
using Mail2Alert.Storage;
using Mail2Alert.Web.Desk;
using Spectre.Console;

namespace Mail2Alert.Cli.Reports;

/// <summary>Deliveries for people, one line each where there is room.</summary>
internal static class QueueTable
{
    private const int Narrow = 40;
    private const int Wide = 60;

    public static Table Of(IEnumerable<QueuedDelivery> deliveries, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Id", "State", "Tries", "Next", "Age", "To", "Subject", "Last");
        foreach (var delivery in deliveries)
            table.AddRow(Row(delivery, now));
        return table;
    }

    /// <summary>What there is in all.</summary>
    public static string Sentence(StoreFigures figures, DateTimeOffset now)
    {
        var states = figures.Deliveries.OrderBy(state => state.Key).Select(state => $"{state.Value} {state.Key}".ToLowerInvariant());
        var undecided = figures.Undecided == 0 ? "" : $"; {figures.Undecided} undecided";
        var since = new[] { figures.OldestOpen, figures.OldestUndecided }.Min();
        var oldest = since is null ? "" : $"; the oldest open one is {Brief.Of(now - since.Value)} old";
        return $"{Brief.Count(figures.Mails, "mail")} kept; deliveries: {string.Join(", ", states)}{undecided}{oldest}";
    }

    private static Text[] Row(QueuedDelivery delivery, DateTimeOffset now) =>
    [
        new(delivery.Id.ToString(CultureInfo.InvariantCulture)),
        new(delivery.State.ToString().ToLowerInvariant()),
        new(delivery.Attempts.ToString(CultureInfo.InvariantCulture)),
        new(delivery.Due is { } due ? due > now ? Brief.Of(due - now) : "now" : "-"),
        new(Brief.Of(now - delivery.Created)),
        new(Brief.Text(delivery.To, Narrow)),
        new(Brief.Text(delivery.Subject ?? "-", Narrow)),
        new(Brief.Text(delivery.Reason ?? "-", Wide)),
    ];
}
