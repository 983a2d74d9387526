using System.Globalization;
using Mail2Alert.EndToEnd.Support;
using Mail2Alert.Smtp;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>Programs that deliver by LMTP, and expect a reply for each recipient.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class LmtpTests
{
    private const string Bo = "bo@example.com";
    private const string Full = "full@example.com";

    private static readonly SmtpReply MailboxFull = new(452, "4.2.2", "Mailbox full");

    [Fact]
    public async Task Swaks_hears_an_answer_for_each_recipient()
    {
        await using var server = await StartAsync();

        var sent = await Peer.RunAsync(
            Peer.Find("/usr/bin/swaks"),
            ["--protocol", "LMTP", "--server", "127.0.0.1", "--port", Text(server.Port), "--from", ProbeMail.GoCd, "--to", $"{Bo},{Full}", "--helo", "client"]);

        sent.Output.ShouldContain("LHLO client");
        sent.Output.ShouldContain("250 2.0.0 Ok: queued as");
        sent.Output.ShouldContain("452 4.2.2 Mailbox full");
        server.Messages.ShouldHaveSingleItem().ShouldBe([Bo, Full]);
    }

    [Fact]
    public async Task Smtp_source_delivers_to_several_at_once()
    {
        await using var server = await LmtpServer.StartAsync();

        var sent = await Peer.RunAsync(
            Peer.Find("/usr/sbin/smtp-source"), ["-L", "-s", "4", "-m", "40", "-r", "3", "-f", ProbeMail.GoCd, "-t", Bo, $"inet:127.0.0.1:{server.Port}"]);

        sent.ExitCode.ShouldBe(0, sent.Error);
        server.Messages.Count.ShouldBe(40);
        server.Messages.ShouldAllBe(recipients => recipients.Length == 3);
    }

    [Fact]
    public async Task Python_delivers()
    {
        await using var server = await LmtpServer.StartAsync();

        var sent = await Peer.RunAsync(
            Peer.Find("/usr/bin/python3"),
            ["-c", $"import smtplib; smtplib.LMTP('127.0.0.1', {server.Port}).sendmail('{ProbeMail.GoCd}', ['{Bo}'], 'Subject: x\\r\\n\\r\\nx\\r\\n')"]);

        sent.ExitCode.ShouldBe(0, sent.Error);
        server.Messages.ShouldHaveSingleItem().ShouldBe([Bo]);
    }

    [Fact]
    public async Task Postfix_tries_again_only_for_those_who_did_not_get_it()
    {
        await using var server = await StartAsync();
        await using var postfix = await PostfixInstance.StartForLmtpAsync(server.Port);
        (await postfix.SendmailAsync(new ProbeMail(ProbeMail.GoCd, [Bo, Full], ProbeMail.Bytes("Subject: x\n\nx\n")))).ExitCode.ShouldBe(0);
        (await FileEvents.FilesInAsync(postfix.Deferred)).ShouldHaveSingleItem();

        var arrived = new TaskCompletionSource();
        server.Answer = _ =>
        {
            arrived.TrySetResult();
            return SmtpReplies.Accepted;
        };
        (await postfix.FlushAsync()).ExitCode.ShouldBe(0);
        await arrived.Task.WaitAsync(Patience.Token);

        server.Messages.Select(recipients => string.Join(' ', recipients)).ShouldBe([$"{Bo} {Full}", Full]);
    }

    private static async Task<LmtpServer> StartAsync()
    {
        var server = await LmtpServer.StartAsync();
        server.Answer = recipient => recipient.Address.LocalPart == "full" ? MailboxFull : SmtpReplies.Accepted;
        return server;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
