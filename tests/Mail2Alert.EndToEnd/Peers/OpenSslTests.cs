using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>The client that everybody tries first, typed by hand.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class OpenSslTests(SecureScenes scenes) : IClassFixture<SecureScenes>
{
    [Theory]
    [InlineData(false, "-tls1_2", "TLSv1.2")]
    [InlineData(false, "-tls1_3", "TLSv1.3")]
    [InlineData(true, "-tls1_2", "TLSv1.2")]
    [InlineData(true, "-tls1_3", "TLSv1.3")]
    public async Task A_whole_mail_goes_through(bool isImplicit, string version, string name)
    {
        var said = await ClientAsync(isImplicit, [version, "-brief", "-verify_return_error"], $"""
            EHLO notifier.example.com
            AUTH PLAIN {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"\0{SecureScenes.User}\0{SecureScenes.Password}"))}
            MAIL FROM:<{ProbeMail.GoCd}>
            RCPT TO:<anna@example.com>
            DATA
            Subject: {isImplicit} {version}

            At twelve.
            .
            QUIT

            """);

        said.Error.ShouldContain($"Protocol version: {name}");
        said.Output.ShouldContain("221 2.0.0 Bye");
        var mail = scenes.Mails($"{isImplicit} {version}").ShouldHaveSingleItem();
        mail.Body.ShouldBe("At twelve.\r\n");
        mail.Field("Received").ShouldContain("with ESMTPSA id");
    }

    [Theory]
    [InlineData(false, "-tls1_1")]
    [InlineData(false, "-tls1")]
    [InlineData(true, "-tls1_1")]
    public async Task Old_versions_are_refused(bool isImplicit, string version)
    {
        // At that level the client itself would still speak them (RFC 8996 forbids it).
        var said = await ClientAsync(isImplicit, [version, "-cipher", "ALL:@SECLEVEL=0"], "");

        said.ExitCode.ShouldNotBe(0);
        said.Error.ShouldContain("alert protocol version");
    }

    private Task<Finished> ClientAsync(bool isImplicit, string[] options, string input) => Peer.RunAsync(
        Peer.Find("/usr/bin/openssl"),
        [
            "s_client", "-connect", $"127.0.0.1:{scenes.Port(isImplicit)}", "-CAfile", scenes.Certificate, "-crlf", "-ign_eof",
            .. isImplicit ? Array.Empty<string>() : ["-starttls", "smtp"], .. options,
        ],
        input);
}
