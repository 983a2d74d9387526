using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class TimeoutTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly TestServer _server = new(options =>
    {
        options.CommandTimeout = TimeSpan.FromSeconds(300);
        options.DataTimeout = TimeSpan.FromSeconds(180);
    });

    [Fact]
    public async Task A_silent_client_is_told_and_let_go()
    {
        await using var client = _server.Connect();

        _server.Time.Advance(TimeSpan.FromSeconds(300) - Moment);
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(Moment);

        client.Received.ShouldBe(TestServer.Greeting + "421 4.4.2 Timeout, closing\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
    }

    [Fact]
    public async Task Each_command_starts_the_clock_anew()
    {
        await using var client = _server.Connect();

        for (var i = 0; i < 10; i++)
        {
            _server.Time.Advance(TimeSpan.FromSeconds(299));
            (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
        }

        _server.Time.Advance(TimeSpan.FromSeconds(300));
        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
    }

    [Fact]
    public async Task An_octet_now_and_then_does_not_make_a_command_last_longer()
    {
        await using var client = _server.Connect();

        foreach (var octet in "NOO")
        {
            await client.SendAsync(octet.ToString());
            _server.Time.Advance(TimeSpan.FromSeconds(100));
        }

        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
    }

    [Fact]
    public async Task Silence_inside_a_message_drops_it()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync("half a message\r\n");
        _server.Time.Advance(TimeSpan.FromSeconds(179));
        await client.SendAsync(new string('x', 180 * 500));
        _server.Time.Advance(TimeSpan.FromSeconds(180) - Moment);
        client.Run.IsCompleted.ShouldBeFalse();

        _server.Time.Advance(Moment);

        Dialogue.WithoutIds(client.Received).ShouldEndWith("421 4.4.2 Timeout, closing\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
        _server.Handler.Deliveries.ShouldBeEmpty();
        _server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_slow_handler_is_not_the_client_s_silence()
    {
        var answer = new TaskCompletionSource<SmtpVerdict>();
        _server.Handler.OnMessage = (_, _) => new(answer.Task);
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(".\r\n");

        _server.Time.Advance(TimeSpan.FromMinutes(30));
        answer.SetResult(SmtpReplies.Accepted);

        client.Received.ShouldContain("queued as");
        (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
    }

    [Fact]
    public async Task Neither_is_one_that_is_slow_at_MAIL()
    {
        var handler = new SlowSender();
        var server = new TestServer(handler: handler);
        await using var client = server.Connect();
        await client.SendAsync("HELO x\r\nMAIL FROM:<a@b>\r\n");

        server.Time.Advance(TimeSpan.FromMinutes(30));
        handler.Answer.SetResult(SmtpReplies.SenderAccepted);

        client.Received.ShouldEndWith("250 2.1.0 Sender OK\r\n");
        (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_let_go()
    {
        await using var client = _server.Connect(window: 1);

        _server.Time.Advance(TimeSpan.FromSeconds(300));
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(TimeSpan.FromSeconds(10));
        _server.Time.Advance(TimeSpan.FromSeconds(10));

        (await client.Run).ShouldBe(SmtpSessionEnd.Stalled);
    }

    [Fact]
    public async Task Ended_sessions_leave_no_clock_behind()
    {
        await using (var client = _server.Connect())
        {
            await client.SendAsync("QUIT\r\n");
            (await client.Run).ShouldBe(SmtpSessionEnd.Quit);
        }

        _server.Time.Advance(TimeSpan.FromHours(1));
    }

    private sealed class SlowSender : ISmtpHandler
    {
        public TaskCompletionSource<SmtpReply> Answer { get; } = new();

        public ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken) => new(Answer.Task);

        public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) => new(SmtpReplies.Accepted);
    }
}
