using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class ShutdownTests
{
    private const string ShuttingDown = "421 4.3.2 Shutting down, try again\r\n";

    private readonly TestServer _server = new(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));

    [Fact]
    public async Task An_idle_session_is_told_and_closed()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\n");

        client.Stop();

        client.Received.ShouldEndWith(ShuttingDown);
        (await client.Run).ShouldBe(SmtpSessionEnd.Stopping);
    }

    [Fact]
    public async Task A_message_on_its_way_is_taken_and_then_the_session_closes()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync("half ");

        client.Stop();
        client.Run.IsCompleted.ShouldBeFalse();
        (await client.SendAsync("and half\r\n.\r\n")).ShouldContain("queued as");

        client.Received.ShouldEndWith(ShuttingDown);
        _server.Handler.Deliveries.Single().Text.ShouldBe("half and half\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.Stopping);
    }

    [Fact]
    public async Task A_transaction_before_its_data_may_go_on()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\n");

        client.Stop();
        await client.SendAsync("RCPT TO:<a@b>\r\nDATA\r\nx\r\n.\r\n");

        client.Received.ShouldContain("queued as");
        client.Received.ShouldEndWith(ShuttingDown);
    }

    [Fact]
    public async Task Commands_that_came_before_the_stop_are_not_executed_after_it()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\n");

        client.Stop();

        (await client.SendAsync("RSET\r\nMAIL FROM:<c@d>\r\n")).ShouldBe("250 2.0.0 OK\r\n" + ShuttingDown);
    }

    [Fact]
    public async Task A_message_that_does_not_end_is_dropped_after_the_time_limit()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        client.Stop();

        _server.Time.Advance(TimeSpan.FromSeconds(29));
        await client.SendAsync("still coming\r\n");
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(TimeSpan.FromSeconds(1));

        Dialogue.WithoutIds(client.Received).ShouldEndWith(ShuttingDown);
        (await client.Run).ShouldBe(SmtpSessionEnd.Stopping);
        _server.Handler.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_that_does_not_answer_is_cancelled_after_the_time_limit()
    {
        _server.Handler.OnMessage = async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return SmtpReplies.Accepted;
        };
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(".\r\n");

        client.Stop();
        _server.Time.Advance(TimeSpan.FromSeconds(29));
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(TimeSpan.FromSeconds(1));

        (await client.Run).ShouldBe(SmtpSessionEnd.Stopping);
        Dialogue.WithoutIds(client.Received).ShouldEndWith(ShuttingDown);
    }
}
