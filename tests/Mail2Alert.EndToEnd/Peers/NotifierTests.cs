using System.Globalization;
using System.Text;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>Programs that people send mail with, each with its own dialect.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class NotifierTests
{
    private const string Subject = "Stage [webshop-build/7/unit-test/1] is broken";

    private static readonly string Mail = Encoding.ASCII.GetString(ProbeMail.Subject(Subject).Content).ReplaceLineEndings("\n");

    [Fact]
    public Task Python_reaches_the_right_team() => ReachesTheTeamAsync(port => RunAsync(
        ["/usr/bin/python3"],
        ["-c", $"""
            import smtplib, sys
            with smtplib.SMTP('127.0.0.1', {port}) as server:
                server.sendmail('{ProbeMail.GoCd}', ['{ProbeMail.Alerts}'], sys.stdin.read())
            """]));

    [Fact]
    public Task Curl_reaches_the_right_team() => ReachesTheTeamAsync(port => RunAsync(
        ["/usr/bin/curl"],
        ["-sS", "--url", $"smtp://127.0.0.1:{port}/gocd.example.com", "--mail-from", ProbeMail.GoCd, "--mail-rcpt", ProbeMail.Alerts, "--crlf", "--upload-file", "-"]));

    [Fact]
    public Task Swaks_reaches_the_right_team() => ReachesTheTeamAsync(port => SwaksAsync(port));

    [Fact]
    public Task Swaks_reaches_the_right_team_when_it_sends_commands_without_waiting() => ReachesTheTeamAsync(port => SwaksAsync(port, "--pipeline"));

    [Fact]
    public Task Msmtp_reaches_the_right_team() => ReachesTheTeamAsync(port => RunAsync(
        ["/usr/bin/msmtp"], [$"--host=127.0.0.1", $"--port={port}", $"--from={ProbeMail.GoCd}", ProbeMail.Alerts]));

    [Fact]
    public Task S_nail_reaches_the_right_team() => ReachesTheTeamAsync(port => Peer.RunAsync(
        Peer.Find("/usr/bin/s-nail"),
        ["-:/", "-Sv15-compat", "-Sttycharset=utf-8", "-Ssmtp-auth=none", $"-Smta=smtp://127.0.0.1:{port}", $"-Sfrom={ProbeMail.GoCd}", "-s", Subject, ProbeMail.Alerts],
        "hello\n\nSent by Go on behalf of alerts\n"));

    [Fact]
    public Task SendEmail_reaches_the_right_team() => ReachesTheTeamAsync(port => Peer.RunAsync(
        Peer.Find("/usr/bin/sendemail"),
        ["-f", ProbeMail.GoCd, "-t", ProbeMail.Alerts, "-u", Subject, "-s", $"127.0.0.1:{port}", "-o", "tls=no"],
        "hello\n\nSent by Go on behalf of alerts\n"));

    [Fact]
    public Task Nodemailer_reaches_the_right_team() => ReachesTheTeamAsync(port => Peer.RunAsync(
        Peer.Find("/usr/bin/node", "/usr/local/bin/node"),
        ["-e", $$"""
            require('{{Peer.Find("/usr/share/nodejs/nodemailer/package.json").Replace("/package.json", "", StringComparison.Ordinal)}}')
              .createTransport({ host: '127.0.0.1', port: {{port}}, ignoreTLS: true })
              .sendMail({ from: '{{ProbeMail.GoCd}}', to: '{{ProbeMail.Alerts}}', subject: '{{Subject}}', text: 'Sent by Go on behalf of alerts' })
              .catch(error => { console.error(error); process.exit(1); });
            """]));

    [Fact]
    public Task The_library_of_GoCD_itself_reaches_the_right_team() => ReachesTheTeamAsync(port => RunAsync(
        ["/usr/bin/java"],
        [
            "-cp", $"{Peer.Find("/usr/share/java/javax.mail.jar")}:{Peer.Find("/usr/share/java/javax.activation.jar")}",
            Path.Combine(AppContext.BaseDirectory, "Peers", "Send.java"),
            port.ToString(CultureInfo.InvariantCulture), ProbeMail.GoCd, ProbeMail.Alerts, Subject,
        ]));

    private static Task<Finished> SwaksAsync(int port, params string[] more) => RunAsync(
        ["/usr/bin/swaks"],
        ["--server", $"127.0.0.1:{port}", "--helo", "gocd.example.com", "--from", ProbeMail.GoCd, "--to", ProbeMail.Alerts, "--data", "-", .. more]);

    private static Task<Finished> RunAsync(string[] places, IEnumerable<string> arguments) => Peer.RunAsync(Peer.Find(places), arguments, Mail);

    private static async Task ReachesTheTeamAsync(Func<int, Task<Finished>> send)
    {
        await using var scene = await Scene.StartAsync();
        var sent = await send(scene.Program.Port);
        sent.ExitCode.ShouldBe(0, sent.Error);
        var mail = scene.Relay.Mails.ShouldHaveSingleItem();
        mail.Recipients.ShouldBe([Scene.Shop]);
        mail.Sender.ShouldBe(ProbeMail.GoCd);
        mail.Field("To").ShouldBe(Scene.Shop);
        mail.Field("Subject").ShouldBe(Subject);
        mail.Body.ShouldContain("Sent by Go on behalf of alerts\r\n");
    }
}
