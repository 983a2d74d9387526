using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class MemoryTests
{
    private static readonly string Large = new('x', 10_000);

    private readonly TestServer _server = new(options =>
    {
        options.MaxMessageSize = 20_000;
        options.MaxBytesInFlight = 20_000;
    });

    [Fact]
    public async Task Is_counted_while_a_message_arrives_and_free_after_the_reply()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();

        await client.SendAsync(Large);
        _server.BytesInFlight.ShouldBeGreaterThanOrEqualTo(10_000);
        await client.SendAsync("\r\n.\r\n");

        _server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Is_held_until_the_handler_answered()
    {
        var answer = new TaskCompletionSource<SmtpVerdict>();
        _server.Handler.OnMessage = (_, _) => new(answer.Task);
        await using var client = _server.Connect();
        await client.StartDataAsync();

        await client.SendAsync(Large + "\r\n.\r\n");
        _server.BytesInFlight.ShouldBeGreaterThanOrEqualTo(10_000);
        answer.SetResult(SmtpReplies.Accepted);

        _server.BytesInFlight.ShouldBe(0);
        client.Received.ShouldContain("queued as");
    }

    [Fact]
    public async Task Is_free_after_a_refusal()
    {
        _server.Handler.OnMessage = (_, _) => new(new SmtpReply(550, "5.7.1", "No"));
        await using var client = _server.Connect();
        await client.StartDataAsync();

        (await client.SendAsync(Large + "\r\n.\r\n")).ShouldBe("550 5.7.1 No\r\n");

        _server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Is_free_after_a_bug_in_the_handler()
    {
        _server.Handler.OnMessage = (_, _) => throw new InvalidOperationException("a bug");
        await using var client = _server.Connect();
        await client.StartDataAsync();

        (await client.SendAsync(Large + "\r\n.\r\n")).ShouldStartWith("451 4.3.0");

        _server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Is_free_after_a_lost_connection()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(Large);

        await client.CloseAsync();

        _server.BytesInFlight.ShouldBe(0);
        _server.Handler.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task That_is_not_there_defers_the_message_and_the_session_goes_on()
    {
        await using var first = _server.Connect();
        await first.StartDataAsync();
        await first.SendAsync(Large);
        await using var second = _server.Connect();
        await second.StartDataAsync();
        var before = _server.BytesInFlight;

        Dialogue.WithoutIds(await second.SendAsync(Large + "\r\n.\r\n")).ShouldBe("452 4.3.1 Out of memory for now, try again\r\n");

        _server.BytesInFlight.ShouldBe(before);
        (await first.SendAsync("\r\n.\r\n")).ShouldContain("queued as");
        await second.StartDataAsync();
        (await second.SendAsync(Large + "\r\n.\r\n")).ShouldContain("queued as");
    }

    [Fact]
    public async Task That_is_not_there_for_a_declared_size_defers_MAIL()
    {
        await using var first = _server.Connect();
        await first.StartDataAsync();
        await first.SendAsync(Large);
        await using var second = _server.Connect();
        await second.SendAsync("EHLO x\r\n");

        (await second.SendAsync("MAIL FROM:<a@b> SIZE=20000\r\n")).ShouldBe("452 4.3.1 Out of memory for now, try again\r\n");
        (await second.SendAsync("MAIL FROM:<a@b> SIZE=100\r\n")).ShouldBe("250 2.1.0 Sender OK\r\n");
    }
}
