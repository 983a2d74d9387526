using CsCheck;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class SmugglingTests
{
    // CVE-2023-51764 to -51766 and the variants with NUL: each was an end of data to some server.
    private static readonly string[] Ends =
    [
        "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n", "\r\r\n.\r\r\n", "\r\n.\r\r\n", "\n\n.\n\n", "\n.\r", "\r.\n",
        "\r\n\0.\r\n", "\r\n.\0\r\n", "\0\n.\r\n", "\r\0\n.\r\n", "\r\n.\r\0\n",
    ];

    public static TheoryData<string, SmtpProfile> NotTheEnd =>
        [.. from end in Ends from profile in Enum.GetValues<SmtpProfile>() select (end, profile)];

    [Theory, MemberData(nameof(NotTheEnd))]
    public async Task A_second_message_hidden_in_a_first_stays_text(string notTheEnd, SmtpProfile profile)
    {
        var (server, replies) = await SendAsync(
            profile, $"Subject: outer{notTheEnd}MAIL FROM:<admin@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nSubject: inner");

        if (profile == SmtpProfile.Strict)
        {
            replies.ShouldMatch("^550 5\\.6\\.(0|11) [^\r]+\r\n221 2\\.0\\.0 Bye\r\n$");
            server.Handler.Deliveries.ShouldBeEmpty();
            return;
        }

        Dialogue.WithoutIds(replies).ShouldBe("250 2.0.0 Ok: queued as ID\r\n221 2.0.0 Bye\r\n");
        var text = server.Handler.Deliveries.ShouldHaveSingleItem().Text;
        text.ShouldContain("Subject: inner");
        HasStrayLineEnd(text).ShouldBeFalse();
    }

    [Theory]
    [InlineData(SmtpProfile.Strict)]
    [InlineData(SmtpProfile.Normal)]
    [InlineData(SmtpProfile.Legacy)]
    public Task Whatever_bytes_come_one_message_is_one_message(SmtpProfile profile) => Content.SampleAsync(async content =>
    {
        var (server, replies) = await SendAsync(profile, content);
        var delivered = server.Handler.Deliveries;
        return replies.Split("\r\n").Length == 3 && replies.EndsWith("221 2.0.0 Bye\r\n", StringComparison.Ordinal)
            && delivered.Count == (replies.StartsWith("250", StringComparison.Ordinal) ? 1 : 0)
            && (profile == SmtpProfile.Strict || delivered.Count == 1)
            && delivered.All(delivery => !HasStrayLineEnd(delivery.Text));
    }, threads: 1);

    // Anything but the one true end.
    private static readonly Gen<string> Content = Gen
        .OneOf(Gen.OneOf("\r\n", "\r", "\n", ".", "\0", "\u00e9", "x", "DATA\r\n", "MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n"), Gen.OneOf(Ends))
        .Array[0, 20]
        .Select(string.Concat)
        .Where(text => !$"\r\n{text}\r\n".Contains("\r\n.\r\n", StringComparison.Ordinal));

    private static async Task<(TestServer Server, string Replies)> SendAsync(SmtpProfile profile, string content)
    {
        var server = new TestServer { Listener = new SmtpListener { Profile = profile } };
        await using var client = server.Connect();
        await client.StartDataAsync();
        return (server, await client.SendAsync(content + "\r\n.\r\nQUIT\r\n"));
    }

    private static bool HasStrayLineEnd(string text) => text.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']) >= 0;
}
