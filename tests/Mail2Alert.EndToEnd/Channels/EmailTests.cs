using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>With a mail server that wants TLS and a login: the program itself; and with Postfix.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class EmailTests(SecureScenes scenes) : IClassFixture<SecureScenes>
{
    [Theory]
    [InlineData("starttls", false)]
    [InlineData("ssl", true)]
    public async Task A_mail_is_sent_by_trusted_TLS_and_login(string mode, bool isImplicit)
    {
        await using var scene = await ChannelScene.StartAsync(
            $"mailtos://{SecureScenes.User}:{SecureScenes.Password}@127.0.0.1:{scenes.Port(isImplicit)}?mode={mode}&from=alerts@example.org&to=ops@example.org",
            environment: new Dictionary<string, string> { ["SSL_CERT_FILE"] = scenes.Certificate });

        (await scene.SendAsync($"{mode} is full")).ShouldStartWith("2.0.0");

        var mail = scenes.Mails($"Error: {mode} is full").ShouldHaveSingleItem();
        (mail.Sender, mail.Recipients.ShouldHaveSingleItem()).ShouldBe(("alerts@example.org", "ops@example.org"));
        mail.Field("Auto-Submitted").ShouldBe("auto-generated");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        await using var scene = await ChannelScene.StartAsync(
            $"mailtos://{SecureScenes.User}:{SecureScenes.Password}@127.0.0.1:{scenes.Port(isImplicit: true)}?mode=ssl&from=alerts@example.org&to=ops@example.org");

        (await scene.SendAsync("untrusted is full")).ShouldStartWith("451");

        scenes.Mails("Error: untrusted is full").ShouldBeEmpty();
    }

    [Fact]
    public async Task Postfix_takes_it()
    {
        await using var postfix = await PostfixInstance.StartAsync();
        await using var scene = await ChannelScene.StartAsync($"mailto://127.0.0.1:{postfix.Port}?from=alerts@example.com&to=ops@example.com");

        (await scene.SendAsync("sda is full")).ShouldStartWith("2.0.0");

        var mail = (await postfix.InboxAsync()).ShouldHaveSingleItem();
        mail.ShouldContain("Content-Type: multipart/alternative");
        mail.ShouldContain("Subject: Error: sda is full");
    }
}
