using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Conformance;

public class EarlyTalkTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(6);

    [Theory]
    [InlineData(SmtpProfile.Normal)]
    [InlineData(SmtpProfile.Legacy)]
    public async Task Is_counted_and_forgiven(SmtpProfile profile)
    {
        var server = ServerWith(profile, Delay);
        await using var client = server.Connect();
        await client.SendAsync("EHLO x\r\n");
        client.Received.ShouldBeEmpty();

        server.Time.Advance(Delay);

        client.Received.ShouldStartWith(TestServer.Greeting + "250-mx.example.org greets x\r\n");
        Violations(server).ShouldBe([SmtpViolations.EarlyTalk]);
    }

    [Fact]
    public async Task Is_refused_by_strict()
    {
        var server = ServerWith(SmtpProfile.Strict, Delay);
        await using var client = server.Connect();
        await client.SendAsync("EHLO x\r\n");

        server.Time.Advance(Delay);

        client.Received.ShouldBe("554 5.5.1 This is an SMTP server: wait for its greeting; closing\r\n");
        (await client.Run).ShouldBe(Smtp.Sessions.SmtpSessionEnd.Refused);
        Violations(server).ShouldBe([SmtpViolations.EarlyTalk]);
    }

    [Fact]
    public async Task Is_seen_without_a_delay_while_the_handler_decides()
    {
        var handler = new SlowHandler();
        var server = new TestServer(handler: handler) { Listener = new SmtpListener { Profile = SmtpProfile.Strict } };
        await using var client = server.Connect();
        await client.SendAsync("NOOP\r\n");

        handler.Answer.SetResult(SmtpReplies.Accepted);

        (await client.Run).ShouldBe(Smtp.Sessions.SmtpSessionEnd.Refused);
        client.Received.ShouldStartWith("554 5.5.1 ");
    }

    [Fact]
    public async Task A_patient_client_is_greeted_after_the_delay()
    {
        var server = ServerWith(SmtpProfile.Strict, Delay);
        await using var client = server.Connect();
        server.Time.Advance(Delay - TimeSpan.FromMilliseconds(1));
        client.Received.ShouldBeEmpty();

        server.Time.Advance(TimeSpan.FromMilliseconds(1));

        client.Received.ShouldBe(TestServer.Greeting);
        (await client.SendAsync("NOOP\r\n")).ShouldStartWith("250 ");
    }

    [Fact]
    public async Task A_server_that_stops_meanwhile_says_so()
    {
        var server = ServerWith(SmtpProfile.Normal, Delay);
        await using var client = server.Connect();
        client.Stop();

        server.Time.Advance(Delay);

        client.Received.ShouldBe(TestServer.Greeting + "421 4.3.2 Shutting down, try again\r\n");
        (await client.Run).ShouldBe(Smtp.Sessions.SmtpSessionEnd.Stopping);
    }

    private static TestServer ServerWith(SmtpProfile profile, TimeSpan delay) =>
        new() { Listener = new SmtpListener { Profile = profile, GreetingDelay = delay } };

    private static IEnumerable<SmtpViolations> Violations(TestServer server) =>
        server.Server.Options.Conformance.Snapshot().Single().Lapses.Select(lapse => lapse.Rule.Violation);

    private sealed class SlowHandler : ISmtpHandler
    {
        public TaskCompletionSource<SmtpReply> Answer { get; } = new();

        public async ValueTask<SmtpReply> OnConnectAsync(SmtpPeer peer, CancellationToken cancellationToken) => await Answer.Task;

        public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) => new(SmtpReplies.Accepted);
    }
}
