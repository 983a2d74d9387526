using System.Text;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Fidelity;

public sealed class ForwardedBytesTests
{
    private const string Anna = "anna@example.com";

    // All octets but NUL, CR and LF, and what servers are tempted to mend.
    private static readonly string OddOctets = string.Concat(Enumerable.Range(1, 255).Where(octet => octet is not (10 or 13)).Select(octet => (char)octet));

    public static TheoryData<string, string> Mails => new()
    {
        { "plain", "Subject: hello\n\nAt twelve.\n" },
        { "odd octets", $"Subject: odd\nX-Odd: {OddOctets}\n\n{OddOctets}\n" },
        { "Latin-1", "Subject: Gr\u00fc\u00dfe\nFrom: J\u00f6rg <joerg@example.com>\n\nSch\u00f6ne Gr\u00fc\u00dfe\n" },
        { "long lines", $"Subject: long\nX-Long: {new string('h', 5000)}\n\n{new string('b', 5000)}\n" },
        { "folded fields", "Subject: one\n two\n\tthree\nto:Anna\n  <anna@example.com>\nX-Empty:\nSUBJECT: again\n\nbody\n" },
        { "Bcc", "Subject: secret\nBcc: boss@example.com\nResent-Bcc: chief@example.com\n\nbody\n" },
        { "dots", "Subject: dots\n.dot: header\n\n.\n..\n...three\n.\n\n.end\n" },
        { "empty body", "Subject: empty\n\n" },
        { "nothing but a line end", "\n" },
        { "no header", "\nJust a text.\n" },
        { "white space", "Subject:   blank  \n\n  \n\t\n \n\n\n" },
        { "own MIME", "MIME-Version: 2.0 (odd)\nContent-Type: multipart/mixed; boundary=x\nContent-Transfer-Encoding: 8BIT\n\n--x\n\n\u00e4\n--x--\n" },
        { "one megabyte", $"Subject: big\n\n{string.Concat(Enumerable.Repeat("0123456789abcdefghijklmnopqrstuvwxyz.\n.", 27_000))}\n" },
    };

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Mail_that_no_source_claims_arrives_octet_by_octet(string what, string content)
    {
        await using var scene = await Scene.StartAsync();
        var mail = ProbeMail.To(Anna, content);
        (await scene.DeliverAsync(mail)).Code.ShouldBe(250, what);
        var arrived = await scene.Relay.NextAsync();
        arrived.Recipients.ShouldBe([Anna]);
        arrived.Sender.ShouldBe(mail.Sender);
        Encoding.Latin1.GetString(arrived.BelowTrace()).ShouldBe(Encoding.Latin1.GetString(mail.Content));
    }

    [Fact]
    public async Task A_Latin_1_octet_in_header_and_body_of_an_alert_is_relayed_as_it_is()
    {
        await using var scene = await Scene.StartAsync();
        var mail = ProbeMail.Stage("webshop-build/1/unit-test/1", "is broken");
        var latin = mail with { Content = [.. ProbeMail.Bytes("X-Author: J\u00f6rg\n"), .. mail.Content, .. ProbeMail.Bytes("modified by J\u00f6rg\n")] };
        (await scene.DeliverAsync(latin)).Code.ShouldBe(250);
        var arrived = await scene.Relay.NextAsync();
        arrived.Recipients.ShouldBe([Scene.Shop]);
        arrived.Field("X-Author").ShouldBe("J\u00f6rg");
        arrived.Body.ShouldEndWith("modified by J\u00f6rg\r\n");
    }
}
