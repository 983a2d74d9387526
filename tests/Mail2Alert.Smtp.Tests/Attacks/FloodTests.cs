namespace Mail2Alert.Smtp.Tests.Attacks;

public sealed class FloodTests
{
    private const int Commands = 100_000;

    [Theory]
    [InlineData("NOOP\r\n", "421 4.7.0 Too many commands without mail, closing\r\n")]
    [InlineData("RSET\r\n", "421 4.7.0 Too many commands without mail, closing\r\n")]
    [InlineData("EHLO x\r\n", "421 4.7.0 Too many commands without mail, closing\r\n")]
    [InlineData("MAIL FROM:<a@b>\r\n", "421 4.7.0 Too many errors, closing\r\n")]
    [InlineData("MAIL FROM:<a@b>\r\nRSET\r\n", "421 4.7.0 Too many commands without mail, closing\r\n")]
    [InlineData("BDAT 1\r\nx", "421 4.7.0 Too many errors, closing\r\n")]
    [InlineData("\r\n", "421 4.7.0 Too many errors, closing\r\n")]
    public async Task A_hundred_thousand_commands_in_one_go_end_early_and_others_are_served(string command, string farewell)
    {
        await using var server = await AttackedServer.StartAsync();
        await using var client = await server.ConnectAsync();

        var flood = client.SendAsync("EHLO x\r\n" + string.Concat(Enumerable.Repeat(command, Commands)));
        await server.ShouldServeAsync();
        var replies = await client.ReadToEndAsync();
        await flood;

        replies.ShouldEndWith(farewell);
        replies.Split("\r\n").Count(line => line.Length > 3 && line[3] == ' ').ShouldBeLessThan(250);
        await server.ShouldBeUnharmedAsync();
    }

    [Fact]
    public async Task A_client_that_floods_and_never_reads_is_let_go()
    {
        await using var server = await AttackedServer.StartAsync(options => options.MaxJunkCommands = int.MaxValue);
        await using var client = await server.ConnectAsync();
        var answers = string.Concat(Enumerable.Repeat("HELP\r\n", Commands));

        // The replies back up to the server, which then reads no more: it waits for the client, and not for ever.
        var flood = FloodAsync(client, answers);
        await server.ShouldServeAsync();
        while (!flood.IsCompleted)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await flood;
        await server.ShouldBeUnharmedAsync();
    }

    private static async Task FloodAsync(AttackClient client, string commands)
    {
        for (var i = 0; i < 100; i++)
        {
            if (!await client.SendAsync(commands))
            {
                return;
            }
        }
    }
}
