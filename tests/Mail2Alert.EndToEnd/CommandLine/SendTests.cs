using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

/// <summary>Mail from the command line, and from programs that know no other way than sendmail.</summary>
public sealed class SendTests : IAsyncDisposable
{
    private readonly FakeRelay _relay = new();
    private readonly TemporaryDirectory _directory = new();
    private int _wait;

    [Fact]
    public async Task A_mail_told_by_its_parts_is_sent()
    {
        var attached = Path.Combine(_directory.Path, "report.csv");
        await File.WriteAllTextAsync(attached, "a;b\n", Patience.Token);

        var sent = await RunAsync(
            "send", "--from", "nas@example.com", "--to", "ops@example.com", "--subject", "Zu voll: Ä", "--text", "disk 95 %", "--header", "X-Priority: 1", "--attach", attached);

        sent.ShouldSatisfyAllConditions(finished => finished.ExitCode.ShouldBe(0, finished.Error), finished => finished.Output.ShouldContain("took it: 2.0.0 queued"));
        var mail = await _relay.NextAsync();
        (mail.Sender, mail.Recipients.Single()).ShouldBe(("nas@example.com", "ops@example.com"));
        mail.Field("Subject").ShouldBe("Zu voll: =?utf-8?b?w4Q=?=");
        mail.Field("X-Priority").ShouldBe("1");
        mail.Body.ShouldContain("disk 95 %");
        mail.Body.ShouldContain("filename=report.csv");
    }

    [Fact]
    public async Task A_mail_in_a_file_is_sent_as_it_is()
    {
        var file = Path.Combine(_directory.Path, "mail.eml");
        await File.WriteAllTextAsync(file, "From: nas@example.com\nTo: ops@example.com\nSubject: x\n\n.dot\nhello\n", Patience.Token);

        (await RunAsync("send", "--raw", file)).ExitCode.ShouldBe(0);

        (await _relay.NextAsync()).Text.ShouldBe("From: nas@example.com\r\nTo: ops@example.com\r\nSubject: x\r\n\r\n.dot\r\nhello\r\n");
    }

    [Theory]
    [InlineData(1, "--to", "ops@example.com", "--text", "x")]
    [InlineData(2, "--to", "ops", "--text", "x")]
    [InlineData(2, "--to", "ops@example.com", "--text", "x", "--wait", "soon")]
    [InlineData(2, "--text", "x")]
    [InlineData(2, "--raw", "nothing.eml")]
    [InlineData(2, "--to", "ops@example.com", "--text", "x", "--header", "X-A")]
    public async Task What_cannot_be_sent_is_told(int code, params string[] arguments)
    {
        _relay.At("RCPT", "451 4.3.0 later");

        var sent = await RunAsync(["send", .. arguments]);

        sent.ExitCode.ShouldBe(code);
        sent.Error.ShouldStartWith("mail2alert: ");
        _relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_about_to_start_is_waited_for()
    {
        _wait = 30;
        var refusals = 0;
        _relay.Script = (step, _) => Task.FromResult<RelayAnswer>(step.Stage == "MAIL" && refusals++ == 0 ? "451 4.3.0 later" : step.Usual);

        (await RunAsync("send", "--to", "ops@example.com", "--text", "x")).ExitCode.ShouldBe(0);

        _relay.Mails.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("451 4.3.0 later", 75)]
    [InlineData("550 5.1.1 no such user", 69)]
    public async Task Sendmail_says_what_became_of_it_as_programs_expect(string answer, int code)
    {
        _relay.At("RCPT", answer);

        (await SendmailAsync("Subject: x\n\nhello\n", "ops")).ExitCode.ShouldBe(code);
    }

    [Fact]
    public async Task What_was_taken_is_not_sent_again_when_the_goodbye_fails()
    {
        _wait = 30;
        _relay.At("QUIT", new RelayAnswer(null, Closes: true));

        (await RunAsync("send", "--to", "ops@example.com", "--text", "x")).ExitCode.ShouldBe(0);

        _relay.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sendmail_asks_the_server_for_the_reports_that_the_sender_wants()
    {
        (await SendmailAsync("Subject: x\n\nhello\n", "-N", "failure,delay", "-R", "hdrs", "-V", "job-1", "-f", "nas@example.com", "ops@example.com")).ExitCode.ShouldBe(0);

        var mail = await _relay.NextAsync();
        mail.MailFrom.ShouldContain(" ENVID=job-1 RET=HDRS");
        mail.RcptTo.Single().ShouldContain("NOTIFY=FAILURE,DELAY");
    }

    [Theory]
    [InlineData("-bp", 0, "Mail queue is empty: mail is handed to the server at once, whose queue `mail2alert queue` shows")]
    [InlineData("-bi", 0, "")]
    [InlineData("-bs", 64, "")]
    public async Task Sendmail_is_no_mail_server(string option, int code, string output)
    {
        var finished = await SendmailAsync("", option);

        (finished.ExitCode, finished.Output.Trim()).ShouldBe((code, output));
    }

    [Fact]
    public async Task S_nail_sends_by_a_link_that_is_called_sendmail()
    {
        var link = Path.Combine(_directory.Path, "sendmail");
        File.CreateSymbolicLink(link, Path.Combine(AppContext.BaseDirectory, "mail2alert"));

        var sent = await Peer.RunAsync(
            Peer.Find("/usr/bin/s-nail"),
            ["-:/", "-Sv15-compat", "-Sttycharset=utf-8", $"-Smta={link}", "-r", "nas@example.com", "-s", "Grüße", "ops@example.com"],
            "hello\n.\nworld\n",
            environment: Server);

        sent.ExitCode.ShouldBe(0, sent.Error);
        var mail = await _relay.NextAsync();
        (mail.Sender, mail.Recipients.Single()).ShouldBe(("nas@example.com", "ops@example.com"));
        mail.Body.ShouldContain("hello\r\n.\r\nworld\r\n");
    }

    [Fact]
    public async Task What_cron_writes_is_sent_with_all_that_a_mail_needs()
    {
        (await SendmailAsync("From: root (Cron Daemon)\nTo: root\nSubject: Cron <root@nas> backup\n\n10%\r20%\r\ndone\n", "-i", "-FCronDaemon", "-B8BITMIME", "-oem", "root"))
            .ExitCode.ShouldBe(0);

        var mail = await _relay.NextAsync();
        mail.Recipients.Single().ShouldStartWith("root@");
        mail.Field("Date").ShouldNotBeEmpty();
        mail.Field("Message-ID").ShouldNotBeEmpty();
        mail.Body.ShouldBe("10%\r\n20%\r\ndone\r\n");
    }

    [Fact]
    public async Task The_commands_of_the_documentation_work()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "sending.md"), Patience.Token);
        var commands = string.Join('\n', page.Split("```sh\n").Skip(1).Select(block => block.Split("```")[0]).Where(block => !block.StartsWith("#!", StringComparison.Ordinal)));
        File.CreateSymbolicLink(Path.Combine(_directory.Path, "mail2alert"), Path.Combine(AppContext.BaseDirectory, "mail2alert"));
        var environment = new Dictionary<string, string>(Server) { ["HOME"] = _directory.Path, ["PATH"] = $"{_directory.Path}:/usr/bin:/bin" };

        var ran = await Peer.RunAsync("/bin/sh", ["-e"], commands, _directory.Path, environment);

        ran.ExitCode.ShouldBe(0, ran.Error);
        _relay.Mails.Select(mail => mail.Field("Subject")).ShouldBe(["Backup failed", "Disks", "Hello", "Hello"]);
        var script = page.Split("```sh\n").Last(block => block.StartsWith("#!", StringComparison.Ordinal)).Split("```")[0];
        (await Peer.RunAsync("/bin/sh", ["-c", script, "sendmail", "alerts@example.com"], "Subject: by a script\n", _directory.Path, environment)).ExitCode.ShouldBe(0);
        _relay.Mails[^1].Field("Subject").ShouldBe("by a script");
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        _directory.Dispose();
    }

    private Dictionary<string, string> Server => new() { ["MAIL2ALERT_SERVER"] = $"smtp://127.0.0.1:{_relay.Port}", ["MAIL2ALERT_WAIT"] = $"{_wait}" };

    private Task<Finished> RunAsync(params string[] arguments) => Mail2AlertCommand.RunAsync(arguments, environment: Server);

    private Task<Finished> SendmailAsync(string text, params string[] arguments) =>
        Peer.RunAsync(Mail2AlertCommand.Program, Mail2AlertCommand.Arguments(["sendmail", .. arguments]), text, environment: Server);
}
