using Mail2Alert.Smtp.Tests.Sessions;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>What <see cref="SmugglingTests"/> shows in one piece, cut where TCP may cut it; and by chunks, where no dot means anything.</summary>
public sealed class SmugglingOnSocketTests
{
    private const string Begin = "EHLO x\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<b@example.org>\r\n";
    private const string Hidden = "MAIL FROM:<admin@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nSubject: inner\r\n.\r\n";

    public static TheoryData<string> NotTheEnd => [.. SmugglingTests.NotTheEnd.Select(row => row.Data.Item1).Distinct()];

    [Theory, MemberData(nameof(NotTheEnd))]
    public async Task A_second_message_hidden_in_a_first_stays_text_however_it_is_cut(string notTheEnd)
    {
        await using var server = await AttackedServer.StartAsync();
        for (var cut = 0; cut <= notTheEnd.Length; cut++)
        {
            await using var client = await server.ConnectAsync();
            await client.SendAsync(Begin + "DATA\r\nSubject: outer" + notTheEnd[..cut]);

            // Until the server asks for the data it has read nothing behind DATA; the rest comes later, in a segment of its own.
            await ReadRepliesAsync(client, 4);
            await client.SendAsync(notTheEnd[cut..] + Hidden + "QUIT\r\n");

            (await client.ReadToEndAsync()).ShouldMatch("^250 2.0.0 Ok: queued as \\w+\r\n221 2.0.0 Bye\r\n$");
        }

        ShouldHoldOnly(server, "Subject: inner", notTheEnd.Length + 1);
        await server.ShouldBeUnharmedAsync();
    }

    [Theory, MemberData(nameof(NotTheEnd))]
    public async Task By_chunks_too(string notTheEnd)
    {
        await using var server = await AttackedServer.StartAsync();
        await using var client = await server.ConnectAsync();
        var outer = "Subject: outer" + notTheEnd + Hidden;

        await client.SendAsync($"{Begin}BDAT {outer.Length - 3}\r\n{outer[..^3]}BDAT 3 LAST\r\n{outer[^3..]}QUIT\r\n");

        await ReadRepliesAsync(client, 4);
        (await client.ReadToEndAsync()).ShouldMatch("^250 2.0.0 Ok: queued as \\w+\r\n221 2.0.0 Bye\r\n$");
        ShouldHoldOnly(server, "Subject: inner", 1);
        await server.ShouldBeUnharmedAsync();
    }

    private static async Task ReadRepliesAsync(AttackClient client, int number)
    {
        for (var i = 0; i < number; i++)
        {
            await client.ReadReplyAsync();
        }
    }

    // A message each, with both subjects in it, and no stray CR or LF that the next server might take for an end.
    private static void ShouldHoldOnly(AttackedServer server, string subject, int messages)
    {
        server.Handler.Deliveries.Count.ShouldBe(messages);
        server.Handler.Deliveries.ShouldAllBe(delivery => delivery.Text.Contains(subject)
            && delivery.Envelope.Sender.ToString() == "a@example.net"
            && HasNoStrayLineEnd(delivery.Text.Replace("\r\n", "", StringComparison.Ordinal)));
    }

    private static bool HasNoStrayLineEnd(string text) => !text.Contains('\r') && !text.Contains('\n');
}
