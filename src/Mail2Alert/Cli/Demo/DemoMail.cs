using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail2Alert.Cli.Demo;

/// <summary>A mail that the demo's notifier sends.</summary>
internal sealed record DemoMail(string To, string Subject, string Text, string Remark)
{
    private const string Gocd = "gocd@gocd.example.com";

    /// <summary>The story: broken, fixed, still failing, a full disk, and somebody's ordinary mail.</summary>
    public static IReadOnlyList<DemoMail> Story(Uri gocd) =>
    [
        Stage(gocd, "webshop-build/1042/unit-test/1", "failed",
            "GoCD says \"failed\", but the stage passed before: it broke. Group shop is looked up."),
        Stage(gocd, "webshop-build/1043/unit-test/1", "passed", "It passes again: fixed."),
        Stage(gocd, "payments-build/77/compile/1", "failed", "Still failing. Nobody wants to hear it again, so nobody does."),
        new("alerts@example.com", "No artifacts disk space error message from Go Server at 192.0.2.50",
            "The Go Server has stopped scheduling because it has less than 100MB of disk space available at: /godata/artifacts",
            "One of the other mails that GoCD sends."),
        new("boss@example.com", "Lunch on Friday?", "See you at twelve.", "Not an alert: it goes on to the mail server as it is."),
    ];

    public async Task SendAsync(int port, CancellationToken cancellationToken)
    {
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(Gocd));
        message.To.Add(MailboxAddress.Parse(To));
        message.Subject = Subject;
        message.Body = new TextPart("plain") { Text = Text };
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private static DemoMail Stage(Uri gocd, string run, string what, string remark) => new(
        "alerts@example.com",
        $"Stage [{run}] {what}",
        $"""
        See details: {gocd}/pipelines/{run}

        -- CHANGES --

        Git: https://git.example.com/shop/webshop.git
        revision: 4f1c9e0b7a52, modified by Anna Lind <anna@example.com> on 2026-11-20 13:05:41.0
        Raise cart limit to 100

        Sent by Go on behalf of alerts
        """,
        remark);
}
