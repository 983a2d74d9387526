using System.Text;
using Mail2Alert.Cli.Sending;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Cli.Sending;

public sealed class SendmailMailTests
{
    private const string Complete = "From: a@x.com\nDate: Mon, 23 Nov 2026 01:00:00 +0000\nMessage-ID: <1@x.com>\n";

    private readonly SendmailMail _reader = new(
        new MailName("nas.example.com"), "root", new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void What_is_complete_stays_as_it_is()
    {
        var mail = Read($"{Complete}Subject: x\n\nhello\n", "ops");

        Text(mail).ShouldBe($"{Complete}Subject: x\n\nhello\n".ReplaceLineEndings("\r\n"));
        (mail.Sender, string.Join(' ', mail.Recipients)).ShouldBe(("root@nas.example.com", "ops@nas.example.com"));
    }

    [Fact]
    public void What_every_mail_needs_is_added()
    {
        var text = Text(Read("Subject: x\n\nhello\n", "-F", "Cron Daemon", "ops"));

        text.ShouldContain("From: Cron Daemon <root@nas.example.com>\r\n");
        text.ShouldContain("Date: Mon, 23 Nov 2026 01:00:00 +0000\r\n");
        text.ShouldMatch("Message-ID: <[0-9a-f]{32}@nas\\.example\\.com>\r\n");
        text.ShouldEndWith("\r\n\r\nhello\r\n");
    }

    [Theory]
    [InlineData("hello: not a field\n world\n", "hello: not a field\r\n world\r\n", "\r\n\r\n")]
    [InlineData("just text\nmore\n", "", "\r\n\r\njust text\r\nmore\r\n")]
    [InlineData("Subject: x\njust text\n", "Subject: x\r\n", "\r\n\r\njust text\r\n")]
    [InlineData("From root Mon Nov 23\nSubject: x\n\nhello", "Subject: x\r\n", "\r\n\r\nhello\r\n")]
    [InlineData("", "", "\r\n\r\n")]
    public void A_header_ends_where_something_else_begins(string written, string header, string rest)
    {
        var text = Text(Read(written, "ops"));

        text.ShouldStartWith(header);
        text.ShouldEndWith(rest);
        text.ShouldContain("From: ");
    }

    [Fact]
    public void The_header_says_to_whom_it_goes_and_the_blind_ones_are_not_named()
    {
        var mail = Read($"{Complete}To: ops, \"B, C\" <b@y.com>\nCc: b@y.com,\n d@y.com\nBcc: secret@y.com\n\nhello\n", "-t", "e@y.com");

        mail.Recipients.ShouldBe(["e@y.com", "ops@nas.example.com", "b@y.com", "d@y.com", "secret@y.com"]);
        Text(mail).ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(new[] { "ops" }, "one\r\n")]
    [InlineData(new[] { "-i", "ops" }, "one\r\n.\r\ntwo\r\n")]
    [InlineData(new[] { "-oi", "ops" }, "one\r\n.\r\ntwo\r\n")]
    public void A_line_with_a_dot_is_the_end_unless_it_is_told_otherwise(string[] arguments, string body) =>
        Text(Read($"{Complete}\none\n.\ntwo\n", arguments)).ShouldEndWith($"\r\n\r\n{body}");

    [Fact]
    public void Progress_bars_and_endless_lines_become_lines()
    {
        var text = Text(Read($"{Complete}\n10%\r20%\r\n{new string('x', 2500)}\n", "ops"));

        text.ShouldContain("\r\n10%\r\n20%\r\n");
        text.Split("\r\n").Max(line => line.Length).ShouldBe(998);
        text.Count(letter => letter == 'x').ShouldBe(2502);
    }

    [Fact]
    public void The_null_sender_is_nobody() => Read(Complete, "-f", "<>", "ops").Sender.ShouldBe("");

    [Fact]
    public void Octets_are_not_touched()
    {
        byte[] odd = [.. Encoding.ASCII.GetBytes($"{Complete}\n"), 0xE4, 0xFF, 0x00, (byte)'\n'];

        _reader.Read(SendmailArguments.Parse(["ops"]).Arguments!, odd).Content[^5..].ShouldBe([0xE4, 0xFF, 0x00, (byte)'\r', (byte)'\n']);
    }

    [Theory]
    [InlineData("a b", "'a b@nas.example.com' is no mail address")]
    [InlineData("a@x.com\r\nRCPT TO:<b@x.com>", "'a@x.com\r\nRCPT TO:<b@x.com' is no mail address")]
    public void What_is_no_address_is_not_sent_to(string recipient, string mistake) => Read(Complete, recipient).Mistake.ShouldBe(mistake);

    [Fact]
    public void Without_a_recipient_there_is_nobody_to_send_it_to() =>
        Read(Complete, "-t").Mistake.ShouldBe("nobody to send it to: there is no recipient");

    private Submission Read(string text, params string[] arguments) =>
        _reader.Read(SendmailArguments.Parse(arguments).Arguments!, Encoding.Latin1.GetBytes(text));

    private static string Text(Submission mail) => Encoding.Latin1.GetString(mail.Content);
}
