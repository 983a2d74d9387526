using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class SmugglingTests
{
    // CVE-2023-51764 to -51766 and the variants with NUL: each was an end of data to some server.
    public static TheoryData<string> NotTheEnd =>
    [
        "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n", "\r\r\n.\r\r\n", "\r\n.\r\r\n", "\n\n.\n\n", "\n.\r", "\r.\n",
        "\r\n\0.\r\n", "\r\n.\0\r\n", "\0\n.\r\n", "\r\0\n.\r\n", "\r\n.\r\0\n",
    ];

    [Theory, MemberData(nameof(NotTheEnd))]
    public async Task A_second_message_hidden_in_a_first_stays_text(string notTheEnd)
    {
        var server = new TestServer();
        await using var client = server.Connect();
        await client.StartDataAsync();

        var replies = await client.SendAsync(
            $"Subject: outer{notTheEnd}MAIL FROM:<admin@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nSubject: inner\r\n.\r\nQUIT\r\n");

        Dialogue.WithoutIds(replies).ShouldBe("250 2.0.0 Ok: queued as ID\r\n221 2.0.0 Bye\r\n");
        var text = server.Handler.Deliveries.ShouldHaveSingleItem().Text;
        text.ShouldContain("Subject: inner");
        text.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']).ShouldBe(-1);
    }
}
