using Mail2Alert.Alerts;
using Mail2Alert.Web.Desk;
using Spectre.Console;

namespace Mail2Alert.Cli.Reports;

/// <summary>Alerts for people.</summary>
internal static class AlertTable
{
    private const int Narrow = 40;
    private const int Wide = 60;

    public static Table Of(IEnumerable<ListedAlert> alerts, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Id", "Status", "Since", "Source", "Key", "Title", "Taken by", "Quiet");
        foreach (var alert in alerts)
            table.AddRow(Row(alert, now));
        return table;
    }

    private static Text[] Row(ListedAlert alert, DateTimeOffset now) =>
    [
        new(alert.Id),
        new(alert.Status?.ToLabel() ?? "unknown"),
        new(Brief.Of(now - alert.Since)),
        new(Brief.Text(alert.Source, Narrow)),
        new(Brief.Text(alert.Key, Narrow)),
        new(Brief.Text(alert.Title ?? "-", Narrow)),
        new(Brief.Text(alert.AcknowledgedBy ?? "-", Narrow)),
        new(Brief.Text(alert.Quiet ?? "-", Wide)),
    ];
}
