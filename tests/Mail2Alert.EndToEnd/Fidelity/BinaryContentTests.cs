using System.Text.RegularExpressions;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Fidelity;

/// <summary>Content that came octet by octet, on its way through servers that know only lines.</summary>
public sealed partial class BinaryContentTests
{
    private const string Bo = "bo@example.com";

    // All octets, and each way to end a mail in its middle that some server ever believed in.
    private static readonly byte[] Picture =
    [
        .. Enumerable.Range(0, 256).Select(octet => (byte)octet),
        .. "\n.\n\r.\r\n.\r\n\r\n.\n\r\r\n.\r\r\n\n.\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<boss@example.com>\r\nDATA\r\nSubject: smuggled\r\n\r\n\n.\n"u8,
    ];

    [Fact]
    public async Task A_relay_that_ends_mails_at_any_dot_gets_one_mail_with_every_octet()
    {
        await using var scene = await Scene.StartAsync();

        (await SendAsync(scene.Program.Port, Mail())).Code.ShouldBe(250);

        var arrived = scene.Relay.Mails.ShouldHaveSingleItem();
        arrived.Recipients.ShouldBe([Bo]);
        arrived.MailFrom.ShouldNotContain("BINARY");
        PictureIn(arrived.Text).ShouldBe(Picture);
    }

    [Fact]
    public async Task An_alert_reaches_its_team_by_it()
    {
        await using var scene = await Scene.StartAsync();
        var alert = Scene.Broken();

        (await SendAsync(scene.Program.Port, alert with { Content = [.. alert.Content, .. "\0 and a \r stray end"u8] })).Code.ShouldBe(250);

        var arrived = scene.Relay.Mails.ShouldHaveSingleItem();
        arrived.Recipients.ShouldBe([Scene.Shop]);
        arrived.Field("To").ShouldBe(Scene.Shop);
        arrived.Field("Content-Transfer-Encoding").ShouldBe("base64");
    }

    [Fact]
    [Trait(Needs.Trait, Needs.Debian)]
    public async Task Postfix_gets_one_mail_with_every_octet()
    {
        await using var postfix = await PostfixInstance.StartAsync();
        await using var gocd = await FakeGoCd.StartAsync();
        await using var program = await RunningProgram.StartAsync(Scene.Configuration(postfix.Port, gocd.Url));

        (await SendAsync(program.Port, Mail())).Code.ShouldBe(250);

        PictureIn((await postfix.InboxAsync()).ShouldHaveSingleItem()).ShouldBe(Picture);
    }

    [Fact]
    public async Task What_is_signed_is_refused_rather_than_changed()
    {
        await using var scene = await Scene.StartAsync();
        var signed = ProbeMail.To(Bo, "MIME-Version: 1.0\nContent-Type: multipart/signed; boundary=b\n\n--b\n\n");

        var answer = await SendAsync(scene.Program.Port, signed with { Content = [.. signed.Content, .. Picture, .. "\r\n--b--\r\n"u8] });

        (answer.Code, answer.Text[..5]).ShouldBe((554, "5.6.3"));
        scene.Relay.Mails.ShouldBeEmpty();
    }

    private static ProbeMail Mail()
    {
        var mail = ProbeMail.To(
            Bo, "Subject: picture\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: binary\n\n");
        return mail with { Content = [.. mail.Content, .. Picture, .. "\r\n--b--\r\n"u8] };
    }

    private static async Task<SmtpAnswer> SendAsync(int port, ProbeMail mail)
    {
        await using var probe = await SmtpProbe.ConnectAsync(port);
        return await probe.SendBinaryAsync(mail);
    }

    private static byte[] PictureIn(string mail) => Convert.FromBase64String(Base64().Match(mail).Groups[1].Value.Replace("\r", "", StringComparison.Ordinal));

    [GeneratedRegex("Content-Transfer-Encoding: base64\r?\n\r?\n(.*?)--b--", RegexOptions.Singleline)]
    private static partial Regex Base64();
}
