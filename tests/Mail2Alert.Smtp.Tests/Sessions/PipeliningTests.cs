using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class PipeliningTests
{
    private const string Batch = "MAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n";

    private readonly TestServer _server = new();

    [Fact]
    public async Task A_batch_is_answered_in_one_flush()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\n");
        var before = client.Flushes;

        var replies = await client.SendAsync(Batch);

        replies.Split("\r\n").Length.ShouldBe(5);
        (client.Flushes - before).ShouldBe(1);
    }

    [Fact]
    public async Task Half_a_command_behind_a_batch_does_not_hold_the_replies_back()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\n");

        var replies = await client.SendAsync(Batch[..^3]);

        replies.ShouldBe("250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n250 2.1.5 Recipient OK\r\n");
    }

    [Fact]
    public async Task Commands_behind_the_end_of_the_data_are_answered_with_it()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        var before = client.Flushes;

        var replies = await client.SendAsync("hello\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nDATA\r\nworld\r\n.\r\nQUIT\r\n");

        Dialogue.WithoutIds(replies).ShouldBe(
            """
            250 2.0.0 Ok: queued as ID
            250 2.1.0 Sender OK
            250 2.1.5 Recipient OK
            354 End data with <CR><LF>.<CR><LF>
            250 2.0.0 Ok: queued as ID
            221 2.0.0 Bye

            """.ReplaceLineEndings("\r\n"));
        (client.Flushes - before).ShouldBe(1);
        _server.Handler.Deliveries.Select(delivery => delivery.Text).ShouldBe(["hello\r\n", "world\r\n"]);
    }
}
