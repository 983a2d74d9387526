using System.Text;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>Alone, because it counts what the whole process allocates; that is more than it ever holds at once.</summary>
[Collection(nameof(EndlessLineTests))]
[CollectionDefinition(nameof(EndlessLineTests), DisableParallelization = true)]
public sealed class EndlessLineTests
{
    private const int Mebibyte = 1024 * 1024;
    private const int Sent = 64 * Mebibyte;

    // Each read costs a little; to keep what was read would cost all of it, or twice that while an array grows.
    private const int Allowed = Sent / 4;

    private static readonly byte[] Block = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));

    [Theory]
    [InlineData("", "500 5.5.6 Line too long")]
    [InlineData("EHLO x\r\nMAIL FROM:<a@b>", "500 5.5.6 Line too long")]
    [InlineData("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: ", "552 5.3.4 Message too large")]
    [InlineData("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nSubject: x\r\n\r\n", "552 5.3.4 Message too large")]
    public async Task Of_64_MiB_costs_no_memory(string before, string reply)
    {
        await using var server = await AttackedServer.StartAsync();
        await server.ShouldServeAsync();
        await using var client = await server.ConnectAsync();
        await client.SendAsync(before);
        var start = GC.GetTotalAllocatedBytes();

        for (var sent = 0; sent < Sent && await client.SendAsync(Block); sent += Block.Length)
        {
        }

        await client.SendAsync("\r\n.\r\nQUIT\r\n");
        var replies = await client.ReadToEndAsync();
        (GC.GetTotalAllocatedBytes() - start).ShouldBeLessThan(Allowed);

        replies.ShouldContain(reply);
        await server.ShouldBeUnharmedAsync();
    }

    [Fact]
    public async Task Within_the_limit_of_a_message_is_taken_as_it_is()
    {
        await using var server = await AttackedServer.StartAsync();
        await using var client = await server.ConnectAsync();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");

        for (var sent = 0; sent < 20 * Mebibyte; sent += Block.Length)
        {
            await client.SendAsync(Block);
        }

        await client.SendAsync("\r\n.\r\nQUIT\r\n");
        (await client.ReadToEndAsync()).ShouldContain("250 2.0.0 Ok: queued as ");
        server.Handler.Deliveries.Single().Bytes.Length.ShouldBe((20 * Mebibyte) + 2);
        await server.ShouldBeUnharmedAsync();
    }
}
