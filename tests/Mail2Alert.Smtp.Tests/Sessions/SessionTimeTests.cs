using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class SessionTimeTests
{
    private const string TooLong = "421 4.4.2 The session takes too long, connect anew\r\n";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly TestServer _server = new();

    [Fact]
    public async Task A_client_that_keeps_its_connection_alive_is_let_go_after_an_hour()
    {
        await using var client = _server.Connect();
        await StayAsync(client, minutes: 56);

        _server.Time.Advance(TimeSpan.FromMinutes(4) - Moment);
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(Moment);

        client.Received.ShouldEndWith(TooLong);
        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
    }

    [Fact]
    public async Task A_message_on_its_way_is_taken_first()
    {
        await using var client = _server.Connect();
        await StayAsync(client, minutes: 56);
        await client.StartDataAsync();
        _server.Time.Advance(TimeSpan.FromMinutes(2));
        await client.SendAsync(new string('x', 120 * 500));
        _server.Time.Advance(TimeSpan.FromMinutes(2) + Moment);

        (await client.SendAsync("\r\n.\r\n")).ShouldContain("queued as");

        client.Received.ShouldEndWith(TooLong);
        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
    }

    [Fact]
    public async Task A_slow_handler_is_waited_for()
    {
        var answer = new TaskCompletionSource<SmtpVerdict>();
        _server.Handler.OnMessage = (_, _) => new(answer.Task);
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(".\r\n");
        _server.Time.Advance(TimeSpan.FromHours(2));

        answer.SetResult(SmtpReplies.Accepted);

        client.Received.ShouldContain("queued as");
        client.Received.ShouldEndWith(TooLong);
    }

    [Fact]
    public async Task A_client_that_never_pauses_is_let_go_between_two_commands()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\n");
        await StayInTransactionAsync(client, minutes: 60);

        (await client.SendAsync("RSET\r\nNOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n" + TooLong);
    }

    [Fact]
    public async Task A_transaction_whose_data_never_comes_has_no_more_than_a_message_s_time_on_top()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\n");
        await StayInTransactionAsync(client, minutes: 88);

        _server.Time.Advance(TimeSpan.FromMinutes(2) - Moment);
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(Moment);

        client.Received.ShouldEndWith(TooLong);
    }

    private async Task StayAsync(TestClient client, int minutes)
    {
        for (var i = 0; i < minutes; i += 4)
        {
            _server.Time.Advance(TimeSpan.FromMinutes(4));
            (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
        }
    }

    private async Task StayInTransactionAsync(TestClient client, int minutes)
    {
        for (var i = 0; i < minutes; i += 4)
        {
            _server.Time.Advance(TimeSpan.FromMinutes(4));
            (await client.SendAsync("RCPT TO:<a@b>\r\n")).ShouldBe("250 2.1.5 Recipient OK\r\n");
        }
    }
}
