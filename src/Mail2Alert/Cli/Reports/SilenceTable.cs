using Mail2Alert.Web.Desk;
using Spectre.Console;

namespace Mail2Alert.Cli.Reports;

/// <summary>Silences for people.</summary>
internal static class SilenceTable
{
    private const int Narrow = 20;
    private const int Wide = 60;

    public static Table Of(IEnumerable<ListedSilence> silences, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Id", "State", "When", "What", "By", "Reason");
        foreach (var silence in silences)
            table.AddRow(Row(silence, now));
        return table;
    }

    private static Text[] Row(ListedSilence silence, DateTimeOffset now) =>
    [
        new(silence.Id),
        new(silence.State),
        new(Time(silence, now)),
        new(Brief.Text(string.Join(", ", silence.Matchers), Wide)),
        new(Brief.Text(silence.By, Narrow)),
        new(Brief.Text(silence.Reason, Wide)),
    ];

    private static string Time(ListedSilence silence, DateTimeOffset now) => silence.State switch
    {
        "pending" => $"in {Brief.Of(silence.Starts - now)}",
        "active" => $"{Brief.Of(silence.Ends - now)} to go",
        _ => $"over for {Brief.Of(now - silence.Ends)}",
    };
}
