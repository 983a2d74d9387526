using Mail2Alert.Configuration;

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

    [Theory]
    [InlineData("a: /var/mail/a", "1:17: error: the mailbox 'a' expects a mapping with 'maildir' with a folder, found '/var/mail/a'")]
    [InlineData("a: { }", "1:17: error: the mailbox 'a' expects 'maildir' with a folder")]
    [InlineData("a: { maildir: mail }", "1:28: error: 'maildir' expects the whole path of a folder in Maildir form, such as /var/mail/alerts, found 'mail'")]
    [InlineData("a: { maildir: /m, to: nobody }", "1:36: error: 'to' expects a mail address, found 'nobody'")]
    [InlineData("a: { maildir: /m, then: move }", "1:38: error: 'then' expects 'seen' or 'delete', found 'move'")]
    [InlineData("a: { maildir: /m, unclaimed: relay }", "1:43: error: 'unclaimed: relay' needs a 'relay: smtp://HOST'")]
    [InlineData("a: { maildir: /m, folder: x }", "1:32: error: unknown key 'folder' in 'a'; known are every, maildir, then, to, unclaimed")]
    public void Mistakes_are_told(string mailbox, string mistake) => Loaded.Problems($"mailboxes: {{ {mailbox} }}").ShouldBe([mistake]);

    [Fact]
    public void What_was_taken_has_to_be_remembered() =>
        Loaded.Problems("store: none\nmailboxes: { a: { maildir: /m } }").ShouldBe(
            ["2:12: error: 'mailboxes' needs a store: what was taken has to be remembered, and 'store' is 'none'"]);
}
