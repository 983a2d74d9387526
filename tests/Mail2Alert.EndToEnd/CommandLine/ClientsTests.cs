using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

public sealed class ClientsTests
{
    // As an old device says it: LF for CR LF, a space behind the colon, no brackets, a name of two words.
    private static readonly string[] OldDevice =
        ["HELO Office Printer\n", "MAIL FROM: printer@example.com\n", "RCPT TO: ops@example.com\n", "DATA\n", "Subject: Toner low\n\nCyan: 4%\n\r\n.\r\n", "QUIT\n"];

    [Fact]
    public async Task An_old_device_is_served_and_listed_with_what_strict_would_refuse()
    {
        await using var relay = new FakeRelay();
        using var state = new TemporaryDirectory();
        var configuration = Configuration(relay.Port, state);
        await using (var program = await RunningProgram.StartAsync(configuration))
        {
            await SayAsync(program.Port, OldDevice);
            (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.To("ops@example.com", "Subject: hello\n\nworld\n"))).Code.ShouldBe(250);
            await program.Log.LineAsync("puts a space behind FROM: or TO:", Patience.Token);
            await program.TerminateAsync();
            (await program.ExitCodeAsync()).ShouldBe(0);
        }

        Encoding.Latin1.GetString(relay.Mails[0].Content).ShouldEndWith("Subject: Toner low\r\n\r\nCyan: 4%\r\n\r\n");
        var table = await ClientsAsync(configuration);
        table.ExitCode.ShouldBe(0, table.Error);
        foreach (var words in (string[])["ends a command with LF alone", "puts a space behind FROM: or TO:", "leaves out the angle brackets", "sends CR or LF alone in a message", "notifier.example.com"])
            table.Output.ShouldContain(words);
        table.Output.TrimEnd().ShouldEndWith("strict would refuse 1 of 1 client: 127.0.0.1");
        using var json = JsonDocument.Parse((await ClientsAsync(configuration, "--json")).Output);
        var client = json.RootElement.GetProperty("clients")[0];
        client.GetProperty("strict_refuses").GetBoolean().ShouldBeTrue();
        client.GetProperty("messages").GetInt64().ShouldBe(2);
        client.GetProperty("breaks").EnumerateArray().Select(lapse => lapse.GetProperty("example").GetString()).ShouldContain("RCPT TO: ops@example.com");
    }

    [Fact]
    public async Task What_was_known_is_known_after_a_restart()
    {
        await using var relay = new FakeRelay();
        using var state = new TemporaryDirectory();
        var configuration = Configuration(relay.Port, state);
        for (var i = 0; i < 2; i++)
        {
            await using var program = await RunningProgram.StartAsync(configuration);
            await SayAsync(program.Port, OldDevice);
            await program.TerminateAsync();
            await program.ExitCodeAsync();
        }

        using var json = JsonDocument.Parse((await ClientsAsync(configuration, "--json")).Output);
        json.RootElement.GetProperty("clients")[0].GetProperty("messages").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("", "conformance: /var/lib/mail2alert/clients.json")]
    [InlineData("conformance: none-yet.json", "none-yet.json does not exist yet")]
    public async Task Without_a_report_the_command_says_what_is_missing(string configuration, string words)
    {
        var answer = await ClientsAsync(configuration);
        answer.ExitCode.ShouldBe(1);
        answer.Error.ShouldContain(words);
    }

    private static string Configuration(int relay, TemporaryDirectory state) => $"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{relay}
        acknowledge: delivered
        conformance: {state.Path}/clients.json
        """;

    private static async Task<Finished> ClientsAsync(string configuration, params string[] options)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("mail2alert.yml", configuration);
        return await Mail2AlertCommand.RunAsync(["clients", .. options], directory.Path);
    }

    // Waits for a reply behind each, and takes no refusal.
    private static async Task SayAsync(int port, string[] lines)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, Patience.Token);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        (await reader.ReadLineAsync(Patience.Token)).ShouldNotBeNull().ShouldStartWith("220 ");
        foreach (var line in lines)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(line), Patience.Token);
            (await reader.ReadLineAsync(Patience.Token)).ShouldNotBeNull()[0].ShouldBeOneOf('2', '3');
        }
    }
}
