using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tls;
using Mail2Alert.Tests.Channels.Mail;
using MimeKit;

namespace Mail2Alert.Tests.Channels.Email;

/// <summary>Against a mail server with STARTTLS and logins: our own.</summary>
public sealed class EmailTests : IDisposable
{
    private readonly Telling _telling = new();
    private readonly TestCertificate _certificate = new("localhost");

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task An_alert_is_a_mail_in_text_and_in_HTML()
    {
        await using var server = await FakeRelay.StartAsync();

        (await _telling.TellAsync($"mailto://127.0.0.1:{server.Port}?from=Gateway<alerts@example.com>&to=ops@example.com&cc=boss@example.com&reply=help@example.com&+X-Team=blue"))
            .ShouldBeOfType<Outcome.Delivered>().Reference.ShouldNotBeNull();

        var (envelope, content) = server.Mails.ShouldHaveSingleItem();
        ($"{envelope.Sender}", $"{envelope.Recipients.ShouldHaveSingleItem().Address}").ShouldBe(("alerts@example.com", "ops@example.com"));
        using var mail = Read(content);
        (mail.Subject, $"{mail.From}", $"{mail.To}", $"{mail.Cc}", $"{mail.ReplyTo}").ShouldBe(
            ("Error: Disk full", "\"Gateway\" <alerts@example.com>", "ops@example.com", "boss@example.com", "help@example.com"));
        mail.TextBody.ShouldNotBeNull().ReplaceLineEndings("\n").Trim().ShouldBe("/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2");
        mail.HtmlBody.ShouldNotBeNull().ShouldContain("/var is at 97% &lt;b&gt;&amp;&lt;/b&gt;<br>");
        (mail.Headers["Auto-Submitted"], mail.Headers["X-Auto-Response-Suppress"], mail.Headers["X-Team"]).ShouldBe(("auto-generated", "All", "blue"));
    }

    [Fact]
    public async Task The_relay_takes_a_mail_of_our_own_where_a_target_asks_for_it()
    {
        await using var server = await FakeRelay.StartAsync();
        var settings = new RelaySettings { Host = "127.0.0.1", Port = server.Port };
        await using var pool = new RelayPool(new RelayDialer(settings, "gateway.example.com").DialAsync, 1, TimeSpan.FromMinutes(1), _telling.Clock);
        _telling.Relay = new OwnRelay(new Relay(settings, pool), "gateway.example.com");
        var targets = TargetGrammar.Parse("mailto:a@example.com,b@example.com?as=alert&reply=help@example.com&+X-Team=blue").Targets;

        foreach (var target in targets)
            (await _telling.TellAsync(target)).ShouldBeOfType<Outcome.Delivered>();

        targets.Select(target => target.Text).ShouldBe(["mailto:a@example.com?as=alert", "mailto:b@example.com?as=alert"]);
        targets.Select(Mail2Alert.Deliveries.Destination.Of).ShouldBe(["relay", "relay"]);
        server.Mails.Select(mail => $"{mail.Envelope.Recipients.ShouldHaveSingleItem().Address}").ShouldBe(["a@example.com", "b@example.com"]);
        using var first = Read(server.Mails.First().Content);
        (first.Subject, $"{first.From}", $"{first.To}", $"{first.ReplyTo}", first.Headers["X-Team"]).ShouldBe(
            ("Error: Disk full", "\"Mail2Alert\" <mail2alert@gateway.example.com>", "a@example.com, b@example.com", "help@example.com", "blue"));
    }

    [Theory]
    [InlineData("mailto:a@example.com?as=mail", "a mail goes on as it came, and takes no options; one of our own is mailto:name@example.com?as=alert")]
    [InlineData("mailto:a@example.com?subject=x", "a mail goes on as it came, and takes no options; one of our own is mailto:name@example.com?as=alert")]
    [InlineData("mailto:a@example.com?as=alert&reply=nobody", "'from' and 'reply' expect mail addresses such as ops@example.com")]
    [InlineData("mailto:a@example.com?as=alert&+X%0aBcc=b@example.com", "what follows '+' cannot be a field of the header")]
    [InlineData("mailto:nobody?as=alert", "expected mailto:name@example.com?as=alert")]
    public void What_the_relay_cannot_be_asked_is_said(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);

    [Fact]
    public async Task Every_place_is_a_target_of_its_own()
    {
        await using var server = await FakeRelay.StartAsync();
        var targets = TargetGrammar.Parse($"mailto://127.0.0.1:{server.Port}/a@example.com/b@example.com?from=x@example.com&cc=c@example.com&bcc=d@example.com,a@example.com").Targets;

        foreach (var target in targets)
            (await _telling.TellAsync(target)).ShouldBeOfType<Outcome.Delivered>();

        server.Mails.Select(mail => $"{mail.Envelope.Recipients.ShouldHaveSingleItem().Address}").ShouldBe(["a@example.com", "b@example.com", "c@example.com", "d@example.com"]);
        server.Mails.ShouldAllBe(mail => mail.Content.Contains("To: a@example.com, b@example.com\r\n", StringComparison.Ordinal) && !mail.Content.Contains(" d@example.com", StringComparison.Ordinal));
        targets.Select(target => target.Id).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Later_news_stands_below_the_first_mail()
    {
        await using var server = await FakeRelay.StartAsync();
        var url = $"mailto://127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com";

        var memo = (await _telling.TellAsync(url)).Memo.ShouldNotBeNull();
        (await _telling.TellAsync(url, Telling.Alert with { Title = "Disk fuller" }, memo)).Memo.ShouldBeNull();
        (await _telling.TellAsync(url, Telling.Alert with { Title = "Disk fine", Status = AlertStatus.Resolved }, memo)).Memo.ShouldBe(Memo.None);

        var mails = server.Mails.Select(mail => Read(mail.Content)).ToList();
        mails.Select(mail => mail.Subject).ShouldBe(["Error: Disk full", "Error: Disk full", "[resolved] Error: Disk full"]);
        mails[0].References.ShouldBeEmpty();
        mails.Skip(1).ShouldAllBe(mail => mail.InReplyTo == mails[0].MessageId && mail.References.Single() == mails[0].MessageId);
        mails[2].TextBody.ShouldNotBeNull().ShouldStartWith("Resolved: Disk fine");
        mails[2].HtmlBody.ShouldNotBeNull().ShouldContain("<b>Resolved: Disk fine</b>");
    }

    [Fact]
    public async Task An_attempt_repeated_is_the_same_mail()
    {
        await using var server = await FakeRelay.StartAsync();
        var (target, mail) = (TargetGrammar.Parse($"mailto://127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com").Targets[0],
            TestMail.OfBytes("From: nas@example.com\r\nSubject: x\r\n\r\nx\r\n"u8.ToArray()));

        await _telling.TellAsync(target, mail: mail);
        await _telling.TellAsync(target, mail: mail);

        server.Mails.Select(sent => Read(sent.Content).MessageId).Distinct().ShouldHaveSingleItem().ShouldEndWith("@example.com");
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        await using var server = await FakeRelay.StartAsync();

        await _telling.TellAsync($"mailto://127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com",
            Telling.Alert with { Title = "x\r\nBcc: evil@example.com\r\n\r\nü", Text = Telling.Hostile + "\r\n.\r\nQUIT\r\n" });

        using var mail = Read(server.Mails.ShouldHaveSingleItem().Content);
        mail.Bcc.ShouldBeEmpty();
        mail.Subject.ShouldStartWith("Error: x??Bcc: evil@example.com");
        mail.TextBody.ShouldNotBeNull().ShouldContain("<script>alert(1)</script>");
        mail.HtmlBody.ShouldNotBeNull().ShouldNotContain("<script>");
    }

    [Fact]
    public async Task As_text_alone_where_the_target_says_so()
    {
        await using var server = await FakeRelay.StartAsync();

        await _telling.TellAsync($"mailto://127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com&format=text");

        using var mail = Read(server.Mails.ShouldHaveSingleItem().Content);
        (mail.HtmlBody, mail.Body.ShouldNotBeNull().ContentType.MimeType).ShouldBe((null, "text/plain"));
    }

    [Fact]
    public async Task It_logs_in_behind_STARTTLS_to_a_server_whose_certificate_need_not_be_good_where_the_target_says_so()
    {
        await using var server = await FakeRelay.StartAsync(Secure());

        (await _telling.TellAsync($"mailtos://tim:tanstaaf@127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com&verify=no")).ShouldBeOfType<Outcome.Delivered>();
        (await _telling.TellAsync($"mailtos://tim:tanstaaf@127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com"))
            .ShouldBeOfType<Outcome.Retry>().Why.ShouldStartWith("no TLS with smtp://127.0.0.1");

        server.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_wrong_password_waits_for_who_mends_it()
    {
        await using var server = await FakeRelay.StartAsync(Secure());

        var why = (await _telling.TellAsync($"mailtos://tim:secretly-wrong@127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com&verify=no"))
            .ShouldBeOfType<Outcome.Retry>().Why;

        why.ShouldContain("check user and password of the target");
        why.ShouldNotContain("secretly-wrong");
    }

    [Fact]
    public async Task A_server_without_STARTTLS_is_not_told_in_clear()
    {
        await using var server = await FakeRelay.StartAsync();

        (await _telling.TellAsync($"mailtos://127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com")).ShouldBeOfType<Outcome.Retry>();

        server.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(550, "5.1.1", "Failed", false)]
    [InlineData(552, "5.3.4", "Failed", true)]
    [InlineData(451, "4.3.0", "Retry", false)]
    public async Task Refusals_are_judged(int code, string enhanced, string outcome, bool isTooLarge)
    {
        await using var server = await FakeRelay.StartAsync();
        server.OnMessage = _ => Task.FromResult(new SmtpReply(code, enhanced, "No"));

        var came = await _telling.TellAsync($"mailto://127.0.0.1:{server.Port}?from=x@example.com&to=a@example.com");

        came.GetType().Name.ShouldBe(outcome);
        ((came as Outcome.Failed)?.IsTooLarge ?? false).ShouldBe(isTooLarge);
    }

    private SmtpServerOptions Secure()
    {
        var certificate = X509Certificate2.CreateFromPemFile(_certificate.File, _certificate.Key);
        var context = SslStreamCertificateContext.Create(certificate, null, offline: true);
        return new SmtpServerOptions
        {
            Tls = new SmtpTlsOptions { SelectCertificate = _ => context },
            Authentication = new SmtpAuthenticationOptions(new SmtpUserStore(
                [KeyValuePair.Create("tim", SmtpCredential.FromPassword("tanstaaf", SmtpCredential.MinIterations, keepSecret: false))])),
        };
    }

    private static MimeMessage Read(string content) => MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(content)));
}
