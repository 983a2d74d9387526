using Mail2Alert.Configuration;
using Mail2Alert.Intake.Mailboxes.Imap;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class MailboxesSectionTests
{
    [Fact]
    public void There_are_none_unless_somebody_names_them() => Loaded.Valid("").Mailboxes.ShouldBeEmpty();

    [Fact]
    public void A_folder_in_maildir_form_is_looked_into_every_five_seconds_and_its_mail_stays()
    {
        var folder = Loaded.Valid("mailboxes: { alerts: { maildir: /var/mail/alerts } }").Mailboxes.Single().ShouldBeOfType<MailboxSettings.Maildir>();

        (folder.Path, folder.Deletes).ShouldBe(("/var/mail/alerts", false));
        (folder.Terms.Name, folder.Terms.To, folder.Terms.HandsOn, folder.Terms.Every).ShouldBe(("alerts", null, false, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void What_holds_for_its_mail_can_be_chosen()
    {
        var folder = Loaded.Valid("""
            relay: smtp://mail.example.com
            limits: { message-size: 10MiB }
            mailboxes:
              alerts: { maildir: /var/mail/alerts, to: alerts@example.com, then: delete, every: 1m, unclaimed: relay }
            """).Mailboxes.Single().ShouldBeOfType<MailboxSettings.Maildir>();

        folder.Deletes.ShouldBeTrue();
        (folder.Terms.To, folder.Terms.HandsOn, folder.Terms.Every).ShouldBe(("alerts@example.com", true, TimeSpan.FromMinutes(1)));
        folder.Terms.MaxMessageSize.ShouldBe(10 << 20);
    }

    [Fact]
    public void A_mailbox_on_a_server_is_the_inbox_by_TLS_and_what_was_taken_is_marked()
    {
        var imap = Loaded.Valid("mailboxes: { a: { imap: imaps://imap.example.com, user: alerts, password: '${SECRET}' } }", ("SECRET", "x"))
            .Mailboxes.Single().ShouldBeOfType<MailboxSettings.Imap>().Settings;

        (imap.Host, imap.Port, imap.ImplicitTls, imap.User, imap.Folder).ShouldBe(("imap.example.com", 993, true, "alerts", "INBOX"));
        imap.Then.ShouldBeOfType<ImapThen.Seen>();
        imap.Password!.Value.Reveal().ShouldBe("x");
    }

    [Fact]
    public void A_token_may_stand_in_for_the_password_and_mail_may_be_moved_or_deleted()
    {
        var mailboxes = Loaded.Valid("""
            mailboxes:
              a:
                imap: imap://imap.example.com:1143
                user: alerts
                oauth2: { token: https://login.example.com/token, client: me, secret: s, scope: mail, refresh: r }
                folder: Alerts
                then: { move: Alerts/Done }
              b: { imap: imap.example.com, user: alerts, password: x, then: delete }
            """).Mailboxes.Cast<MailboxSettings.Imap>().Select(mailbox => mailbox.Settings).ToList();

        $"{mailboxes[0]}".ShouldBe("imap://imap.example.com:1143");
        mailboxes[0].Then.ShouldBe(new ImapThen.Move("Alerts/Done"));
        mailboxes[0].OAuth!.TokenUrl.ShouldBe(new Uri("https://login.example.com/token"));
        (mailboxes[0].OAuth!.Client, mailboxes[0].OAuth!.Scope, mailboxes[0].OAuth!.Refresh!.Value.Reveal()).ShouldBe(("me", "mail", "r"));
        mailboxes[1].Then.ShouldBeOfType<ImapThen.Delete>();
    }

    [Theory]
    [InlineData("imap: 'imap.example.com', password: x", "1:17: error: the mailbox 'a' expects a key 'user'")]
    [InlineData("imap: 'imap.example.com', user: u", "1:17: error: the mailbox 'a' expects either 'password' or 'oauth2'")]
    [InlineData("imap: 'pop://imap.example.com', user: u, password: x", "1:25: error: 'imap' expects an address such as imaps://imap.example.com, found 'pop://imap.example.com'")]
    [InlineData("imap: a, user: u, password: x, then: burn", "1:56: error: 'then' expects 'seen', 'delete' or '{ move: FOLDER }', found 'burn'")]
    [InlineData("imap: a, user: u, password: x, then: { move: INBOX }", "1:64: error: 'move' names the folder that mail is fetched from: it would be fetched again and again")]
    [InlineData("imap: a, user: u, oauth2: { token: 'http://login.example.com/', client: c }", "1:54: error: 'token' expects https://: the client's secret goes there")]
    [InlineData("imap: a, user: u, oauth2: { token: 'https://login.example.com/' }", "1:45: error: 'oauth2' expects a key 'client'")]
    public void Mistakes_of_a_server_are_told(string mailbox, string mistake) => Loaded.Problems($"mailboxes: {{ a: {{ {mailbox} }} }}").ShouldBe([mistake]);

    [Theory]
    [InlineData("a: /var/mail/a", "1:17: error: the mailbox 'a' expects a mapping with 'maildir' with a folder, or 'imap' with a server, found '/var/mail/a'")]
    [InlineData("a: { }", "1:17: error: the mailbox 'a' expects 'maildir' with a folder, or 'imap' with a server")]
    [InlineData("a: { maildir: mail }", "1:28: error: 'maildir' expects the whole path of a folder in Maildir form, such as /var/mail/alerts, found 'mail'")]
    [InlineData("a: { maildir: /m, to: nobody }", "1:36: error: 'to' expects a mail address, found 'nobody'")]
    [InlineData("a: { maildir: /m, then: move }", "1:38: error: 'then' expects 'seen' or 'delete', found 'move'")]
    [InlineData("a: { maildir: /m, unclaimed: relay }", "1:43: error: 'unclaimed: relay' needs a 'relay: smtp://HOST'")]
    [InlineData("a: { maildir: /m, folder: x }", "1:32: error: unknown key 'folder' in 'a'; known are every, maildir, then, to, unclaimed")]
    public void Mistakes_are_told(string mailbox, string mistake) => Loaded.Problems($"mailboxes: {{ {mailbox} }}").ShouldBe([mistake]);

    [Fact]
    public void Nothing_is_fetched_from_twice() =>
        Loaded.Problems("mailboxes: { a: { maildir: /m }, b: { maildir: /m/ } }").ShouldBe(["1:37: error: the mailbox 'b' is fetched from already, as 'a'"]);

    [Fact]
    public void What_was_taken_has_to_be_remembered() =>
        Loaded.Problems("store: none\nmailboxes: { a: { maildir: /m } }").ShouldBe(
            ["2:12: error: 'mailboxes' needs a store: what was taken has to be remembered, and 'store' is 'none'"]);
}
