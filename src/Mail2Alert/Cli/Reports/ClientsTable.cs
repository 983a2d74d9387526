using System.Globalization;
using Mail2Alert.Intake.Clients;
using Spectre.Console;

namespace Mail2Alert.Cli.Reports;

/// <summary>The report on clients, for people: one line for each rule that a client breaks, those that break none behind.</summary>
internal static class ClientsTable
{
    // More would not be read in a sentence.
    private const int Named = 10;

    public static Table Of(ClientsReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Client", "Name", "Listener", "Mails", "Strict", "Breaks", "Times", "Last");
        foreach (var client in report.Clients.OrderByDescending(client => client.StrictRefuses).ThenBy(client => client.Address, StringComparer.Ordinal))
            AddRows(table, client);
        return table;
    }

    /// <summary>What a strict listener would do to them.</summary>
    public static string Sentence(ClientsReport report)
    {
        var all = report.Clients.Select(client => client.Address).Distinct().Count();
        var refused = report.Clients.Where(client => client.StrictRefuses).Select(client => client.Address).Distinct().Order(StringComparer.Ordinal).ToList();
        return refused switch
        {
            _ when all == 0 => "no client was seen yet",
            [] => $"strict would refuse none of {all} {Clients(all)}",
            _ => $"strict would refuse {refused.Count} of {all} {Clients(all)}: {string.Join(", ", refused.Take(Named).Select(Printable.Of))}" +
                (refused.Count > Named ? $" and {refused.Count - Named} more" : ""),
        };
    }

    private static void AddRows(Table table, ClientsReport.Client client)
    {
        var who = Cells(client.Address, client.Name ?? "-", client.Listener, Number(client.Messages), client.StrictRefuses ? "refuses" : "takes");
        if (client.Breaks.Count == 0)
            table.AddRow([.. who, .. Cells("-", "", Time(client.LastSeen))]);
        foreach (var lapse in client.Breaks)
        {
            table.AddRow([.. who, .. Cells(lapse.Summary, Number(lapse.Count), Time(lapse.Last))]);
            who = Cells("", "", "", "", "");
        }
    }

    private static string Clients(int count) => count == 1 ? "client" : "clients";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static Text[] Cells(params string[] texts) => [.. texts.Select(text => new Text(Printable.Of(text)))];
}
