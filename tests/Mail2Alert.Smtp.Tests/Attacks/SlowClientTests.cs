namespace Mail2Alert.Smtp.Tests.Attacks;

public sealed class SlowClientTests
{
    private const int Clients = 2000;
    // Fewer than the kernel lets wait to be accepted: past that it may forget a connection that its client believes in.
    private const int AtOnce = 200;
    private const string Transaction = "EHLO slow\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";

    // What a message's first octet takes.
    private const int SmallestSegment = 4096;

    [Fact]
    public async Task Two_thousand_that_send_an_octet_now_and_then_delay_nobody_and_are_cut_off_by_the_clocks()
    {
        await using var server = await AttackedServer.StartAsync(options => options.CommandTimeout = TimeSpan.FromMinutes(5));
        var slow = new List<AttackClient>();
        foreach (var some in Enumerable.Range(0, Clients).Chunk(AtOnce))
        {
            slow.AddRange(await Task.WhenAll(some.Select(number => OpenAsync(server, number))));
        }

        await server.Usage.BytesInFlightAsync(Clients / 2 * SmallestSegment);

        foreach (var octet in "NOO")
        {
            // Those inside a command. The others are silent inside their message: they get three minutes.
            await Task.WhenAll(slow.Where((_, number) => IsInCommand(number)).Select(client => client.SendAsync(octet.ToString())));
            server.Time.Advance(TimeSpan.FromSeconds(50));
            await server.ShouldServeAsync();
        }

        server.Time.Advance(TimeSpan.FromSeconds(31));
        await server.Usage.ConnectionsAsync(Clients / 2);
        server.Time.Advance(TimeSpan.FromSeconds(120));
        foreach (var client in slow)
        {
            (await client.ReadToEndAsync()).ShouldMatch("421 4.4.2 Timeout, closing( \\(\\w{16}\\))?\r\n$");
            await client.DisposeAsync();
        }

        await server.ShouldBeUnharmedAsync();
        server.Handler.Deliveries.ShouldAllBe(delivery => delivery.Text == "honest\r\n");
    }

    private static bool IsInCommand(int number) => number % 2 == 0;

    private static async Task<AttackClient> OpenAsync(AttackedServer server, int number)
    {
        var client = await server.ConnectAsync();
        var (last, first) = number % 4 == 1 ? ("DATA\r\n", "x") : ("BDAT 1000\r\n", "x");
        await client.SendAsync(Transaction + (IsInCommand(number) ? "" : last + first));
        for (var i = 0; i < (number % 4 == 1 ? 4 : 3); i++)
        {
            (await client.ReadReplyAsync())[0].ShouldBeOneOf('2', '3');
        }

        return client;
    }
}
