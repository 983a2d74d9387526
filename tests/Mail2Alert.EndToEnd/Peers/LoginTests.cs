using System.Globalization;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>Notifiers that encrypt and log in, and so are taken from anywhere.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class LoginTests(SecureScenes scenes) : IClassFixture<SecureScenes>
{
    private const string To = "anna@example.com";

    [Theory]
    [InlineData("PLAIN", "--tls")]
    [InlineData("LOGIN", "--tls")]
    [InlineData("PLAIN", "--tls-on-connect")]
    [InlineData("PLAIN", "--tls", "--pipeline")]
    public Task Swaks(string mechanism, params string[] options) => IsTakenAsync($"swaks {mechanism} {string.Join(' ', options)}", mail => Peer.RunAsync(
        Peer.Find("/usr/bin/swaks"),
        [
            "--server", $"127.0.0.1:{scenes.Port(isImplicit: options.Contains("--tls-on-connect"))}", "--tls-verify", "--tls-ca-path", scenes.Certificate,
            "--auth", mechanism, "--auth-user", SecureScenes.User, "--auth-password", SecureScenes.Password,
            "--from", ProbeMail.GoCd, "--to", To, "--data", "-", .. options,
        ],
        mail));

    [Theory]
    [InlineData(false, "PLAIN")]
    [InlineData(false, "LOGIN")]
    [InlineData(true, "PLAIN")]
    public Task Curl(bool isImplicit, string mechanism) => IsTakenAsync($"curl {isImplicit} {mechanism}", mail => Peer.RunAsync(
        Peer.Find("/usr/bin/curl"),
        [
            "-sS", "--cacert", scenes.Certificate, "--ssl-reqd", "--url", $"{(isImplicit ? "smtps" : "smtp")}://127.0.0.1:{scenes.Port(isImplicit)}",
            "--user", $"{SecureScenes.User}:{SecureScenes.Password}", "--login-options", $"AUTH={mechanism}",
            "--mail-from", ProbeMail.GoCd, "--mail-rcpt", To, "--upload-file", "-",
        ],
        mail));

    [Theory]
    [InlineData(false, "plain")]
    [InlineData(false, "login")]
    [InlineData(false, "scram-sha-256")]
    [InlineData(true, "plain")]
    public Task Msmtp(bool isImplicit, string mechanism) => IsTakenAsync($"msmtp {isImplicit} {mechanism}", mail => Peer.RunAsync(
        Peer.Find("/usr/bin/msmtp"),
        [
            "--host=127.0.0.1", $"--port={scenes.Port(isImplicit)}", $"--from={ProbeMail.GoCd}",
            "--tls=on", $"--tls-starttls={(isImplicit ? "off" : "on")}", $"--tls-trust-file={scenes.Certificate}",
            $"--auth={mechanism}", $"--user={SecureScenes.User}", $"--passwordeval=echo {SecureScenes.Password}", To,
        ],
        mail));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Python(bool isImplicit) => IsTakenAsync($"Python {isImplicit}", mail => Peer.RunAsync(
        Peer.Find("/usr/bin/python3"),
        ["-c", $"""
            import smtplib, ssl, sys
            context = ssl.create_default_context(cafile='{scenes.Certificate}')
            with {(isImplicit ? $"smtplib.SMTP_SSL('127.0.0.1', {scenes.ImplicitPort}, context=context)" : $"smtplib.SMTP('127.0.0.1', {scenes.StartTlsPort})")} as server:
                {(isImplicit ? "pass" : "server.starttls(context=context)")}
                server.login('{SecureScenes.User}', '{SecureScenes.Password}')
                server.sendmail('{ProbeMail.GoCd}', ['{To}'], sys.stdin.buffer.read())
            """],
        mail));

    [Theory]
    [InlineData(false, "PLAIN")]
    [InlineData(false, "LOGIN")]
    [InlineData(true, "PLAIN")]
    public Task Nodemailer(bool isImplicit, string mechanism) => IsTakenAsync($"Nodemailer {isImplicit} {mechanism}", mail => Peer.RunAsync(
        Peer.Find("/usr/bin/node", "/usr/local/bin/node"),
        ["-e", $$"""
            const fs = require('fs');
            require('{{Path.GetDirectoryName(Peer.Find("/usr/share/nodejs/nodemailer/package.json"))}}')
              .createTransport({
                host: '127.0.0.1', port: {{scenes.Port(isImplicit)}}, secure: {{(isImplicit ? "true" : "false")}}, requireTLS: true,
                tls: { ca: fs.readFileSync('{{scenes.Certificate}}') }, authMethod: '{{mechanism}}',
                auth: { user: '{{SecureScenes.User}}', pass: '{{SecureScenes.Password}}' } })
              .sendMail({ envelope: { from: '{{ProbeMail.GoCd}}', to: '{{To}}' }, raw: fs.readFileSync(0) })
              .catch(error => { console.error(error); process.exit(1); });
            """],
        mail));

    [Fact]
    public Task The_library_of_GoCD_itself() => IsTakenAsync("javax.mail", _ => Peer.RunAsync(
        Peer.Find("/usr/bin/java"),
        [
            "-cp", $"{Peer.Find("/usr/share/java/javax.mail.jar")}:{Peer.Find("/usr/share/java/javax.activation.jar")}",
            Path.Combine(AppContext.BaseDirectory, "Peers", "Send.java"),
            scenes.StartTlsPort.ToString(CultureInfo.InvariantCulture), ProbeMail.GoCd, To, "javax.mail", SecureScenes.User, SecureScenes.Password,
        ]));

    [Fact]
    public async Task Who_has_the_wrong_password_is_told_and_moves_nothing()
    {
        var sent = await Peer.RunAsync(
            Peer.Find("/usr/bin/swaks"),
            [
                "--server", $"127.0.0.1:{scenes.StartTlsPort}", "--tls", "--auth", "PLAIN", "--auth-user", SecureScenes.User, "--auth-password", "wrong",
                "--from", ProbeMail.GoCd, "--to", To, "--data", "-",
            ],
            "Subject: wrong\n\n");
        sent.ExitCode.ShouldNotBe(0);
        sent.Output.ShouldContain("535 5.7.8");
        scenes.Mails("wrong").ShouldBeEmpty();
    }

    private async Task IsTakenAsync(string subject, Func<string, Task<Finished>> send)
    {
        var sent = await send($"From: {ProbeMail.GoCd}\nTo: {To}\nSubject: {subject}\n\nAt twelve.\n.\nÅ\n");
        sent.ExitCode.ShouldBe(0, sent.Output + sent.Error);
        scenes.Mails(subject).ShouldHaveSingleItem().Field("Received").ShouldContain("with ESMTPSA id");
    }
}
