using Mail2Alert.Cli.Reports;
using Mail2Alert.Intake.Clients;
using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Tests.Intake.Clients;
using Spectre.Console;

namespace Mail2Alert.Tests.Cli;

public sealed class ClientsTableTests
{
    private static readonly SmtpClientConduct Printer = ClientsKeeperTests.Printer;
    private static readonly SmtpClientConduct Server = Printer with { Client = "192.0.2.0", Hello = "mail.example.com", Messages = 14, Lapses = [] };

    [Fact]
    public void Those_that_strict_would_refuse_come_first_with_a_line_for_each_rule()
    {
        Lines(Of(Server, Printer)).ShouldBe(
        [
            "Client Name Listener Mails Strict Breaks Times Last",
            "192.0.2.1 printer smtp://0.0.0.0:25 3 refuses ends a command with LF alone 12 2026-11-22 11:58Z",
            "sends CR or LF alone in a message 3 2026-11-22 11:59Z",
            "192.0.2.0 mail.example.com smtp://0.0.0.0:25 14 takes - 2026-11-22 11:59Z",
        ]);
    }

    [Fact]
    public void A_client_moves_no_cursor() => Lines(Of(Printer with { Hello = "\u001b[2J[red]" }))[1].ShouldStartWith("192.0.2.1 ?[2J[red] ");

    [Fact]
    public void The_sentence_names_those_whom_strict_would_refuse()
    {
        ClientsTable.Sentence(Of()).ShouldBe("no client was seen yet");
        ClientsTable.Sentence(Of(Server)).ShouldBe("strict would refuse none of 1 client");
        ClientsTable.Sentence(Of(Server, Printer)).ShouldBe("strict would refuse 1 of 2 clients: 192.0.2.1");
        ClientsTable.Sentence(Of(Printer, Printer with { Listener = "smtp://0.0.0.0:26", Lapses = [] })).ShouldBe("strict would refuse 1 of 1 client: 192.0.2.1");
        ClientsTable.Sentence(Of([.. Enumerable.Range(10, 12).Select(i => Printer with { Client = $"192.0.2.{i}" })]))
            .ShouldEndWith("192.0.2.18, 192.0.2.19 and 2 more");
    }

    private static ClientsReport Of(params SmtpClientConduct[] clients)
    {
        var conformance = new SmtpConformance();
        conformance.Restore(clients);
        return ClientsReport.Of(conformance, Printer.LastSeen);
    }

    // Without the blanks and rules that make it a table.
    private static string[] Lines(ClientsReport report)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        console.Write(ClientsTable.Of(report));
        return [.. output.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            .Where(line => line.Any(char.IsLetterOrDigit))];
    }
}
