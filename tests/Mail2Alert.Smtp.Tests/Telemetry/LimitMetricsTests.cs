using System.IO.Pipelines;
using System.Net;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Telemetry;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.AspNetCore.Connections;

namespace Mail2Alert.Smtp.Tests.Telemetry;

public class LimitMetricsTests
{
    private const string Start = "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\n";

    private static readonly Dictionary<string, (Action<SmtpServerOptions> Set, Func<TestServer, Task> Meet)> Ways = new()
    {
        ["message_size"] = (options => options.MaxMessageSize = 10, Saying(Start + "DATA\r\n01234567890\r\n.\r\n")),
        ["memory"] = (options => (options.SpoolThreshold, options.MaxBytesInFlight) = (100_000, 100_000), Saying(Start + $"DATA\r\n{new string('x', 99_000)}\r\n.\r\n")),
        ["spool"] = (options => options.SpoolThreshold = 10, MeetSpoolAsync),
        ["recipients"] = (options => options.MaxRecipients = 1, Saying(Start + "RCPT TO:<a@b>\r\n")),
        ["chunks"] = (_ => { }, Saying(Start + string.Concat(Enumerable.Repeat("BDAT 1\r\nx", 1002)))),
        ["line_length"] = (options => options.MaxLineLength = 512, Saying(new string('x', 513) + "\r\n")),
        ["connections"] = (options => options.MaxConnections = 1, server => AcceptAsync(server, times: 2)),
        ["connections_per_address"] = (options => options.MaxConnectionsPerAddress = 1, server => AcceptAsync(server, times: 2)),
        ["errors"] = (options => options.MaxErrors = 1, Saying("X\r\nX\r\n")),
        ["error_delay"] = (options => options.ErrorsBeforeDelay = 0, Saying("X\r\n", wait: TimeSpan.FromSeconds(1))),
        ["junk_commands"] = (options => options.MaxJunkCommands = 1, Saying("NOOP\r\nNOOP\r\n")),
        ["commands"] = (options => options.MaxCommandsPerSession = 1, Saying("NOOP\r\nNOOP\r\n")),
        ["messages"] = (options => options.MaxMessagesPerSession = 1, Saying(Start + "DATA\r\n.\r\nMAIL FROM:<a@b>\r\n")),
        ["login_failures"] = (options => options.Authentication = Logins(failures: 1), Saying("EHLO x\r\n" + LoginServer.WrongPlain, wait: TimeSpan.FromSeconds(1))),
        ["lockout"] = (options => options.Authentication = Logins(failures: 3), MeetLockoutAsync),
        ["command_time"] = (_ => { }, Saying("NOO", wait: TimeSpan.FromMinutes(5))),
        ["data_time"] = (_ => { }, Saying(Start + "DATA\r\n", wait: TimeSpan.FromMinutes(3))),
        ["data_rate"] = (_ => { }, MeetDataRateAsync),
        ["message_time"] = (options => options.MaxMessageTime = TimeSpan.FromMinutes(1), Saying(Start + "DATA\r\n", wait: TimeSpan.FromMinutes(1))),
        ["session_time"] = (options => options.MaxSessionTime = TimeSpan.FromMinutes(1), Saying("", wait: TimeSpan.FromMinutes(1))),
        ["handshake_time"] = (options => options.Tls = new() { SelectCertificate = _ => null }, Saying("EHLO x\r\nSTARTTLS\r\n", wait: TimeSpan.FromSeconds(10))),
        ["proxy_time"] = (options => options.ProxyNetworks = [IPNetwork.Parse("192.0.2.0/24")], server => AcceptAsync(server, times: 1)),
        ["farewell_time"] = (_ => { }, MeetFarewellTimeAsync),
        ["shutdown_time"] = (_ => { }, MeetShutdownTimeAsync),
    };

    public static TheoryData<string> Limits => [.. Enum.GetValues<SmtpLimit>().Except([SmtpLimit.None]).Select(SmtpLimitNames.Of)];

    [Theory, MemberData(nameof(Limits))]
    public async Task Tell_which_bound_a_client_met(string limit)
    {
        var (set, meet) = Ways[limit];
        var server = new TestServer(set) { Listener = new SmtpListener { Name = "devices" } };
        using var metrics = new RecordedMetrics(server);

        await meet(server);

        metrics[$"smtp.server.limits {limit}"].ShouldBe(1);
        metrics.Listeners.ShouldContain("devices");
    }

    [Fact]
    public async Task Tell_of_none_when_all_went_well()
    {
        var server = new TestServer();
        using var metrics = new RecordedMetrics(server);

        await Saying(Start + "DATA\r\nx\r\n.\r\nQUIT\r\n")(server);

        metrics.TagsOf("smtp.server.limits").ShouldBeNull();
    }

    private static SmtpAuthenticationOptions Logins(int failures) =>
        new(new FakeAuthenticator()) { AllowClear = _ => true, MaxFailuresPerSession = failures, MaxFailures = failures == 1 ? 10 : 1 };

    private static Func<TestServer, Task> Saying(string text, TimeSpan wait = default) => async server =>
    {
        await using var client = server.Connect();
        await client.SendAsync(text);
        server.Time.Advance(wait);
    };

    private static async Task MeetSpoolAsync(TestServer server)
    {
        server.Server.Spool.Disk.TryReserve(server.Server.Options.MaxSpoolBytes);
        await Saying("EHLO x\r\nMAIL FROM:<a@b> SIZE=100\r\n")(server);
    }

    private static async Task MeetLockoutAsync(TestServer server)
    {
        server.Server.Authentication!.Lockout.Failed(IPAddress.Parse("192.0.2.9"));
        await Saying("EHLO x\r\n" + LoginServer.RightPlain)(server);
    }

    private static async Task MeetDataRateAsync(TestServer server)
    {
        await using var client = server.Connect();
        await client.SendAsync(Start + "DATA\r\n");
        server.Time.Advance(TimeSpan.FromMinutes(2));
        await client.SendAsync("x");
        server.Time.Advance(TimeSpan.FromMinutes(2));
    }

    private static async Task MeetFarewellTimeAsync(TestServer server)
    {
        await using var client = server.Connect(window: 1);
        client.Stop();
        server.Time.Advance(TimeSpan.FromSeconds(10));
        server.Time.Advance(TimeSpan.FromSeconds(10));
        await client.Run;
    }

    private static async Task MeetShutdownTimeAsync(TestServer server)
    {
        await using var client = server.Connect();
        await client.SendAsync(Start + "DATA\r\n");
        client.Stop();
        server.Time.Advance(TimeSpan.FromSeconds(30));
    }

    // As Kestrel hands over connections. They end with their clients, who say nothing.
    private static async Task AcceptAsync(TestServer server, int times)
    {
        var handler = new SmtpConnectionHandler(server.Server, server.Listener);
        var pipes = Enumerable.Range(0, times).Select(_ => DuplexPipe()).ToList();
        var running = pipes.ConvertAll(pipe => handler.OnConnectedAsync(
            new DefaultConnectionContext("c", pipe.Server, pipe.Client) { RemoteEndPoint = new IPEndPoint(IPAddress.Parse("192.0.2.9"), 4444) }));
        server.Time.Advance(TimeSpan.FromSeconds(5));
        pipes.ForEach(pipe => pipe.Client.Output.Complete());
        await Task.WhenAll(running);
    }

    private static (IDuplexPipe Server, IDuplexPipe Client) DuplexPipe()
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        return (new Duplex(toServer.Reader, toClient.Writer), new Duplex(toClient.Reader, toServer.Writer));
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
