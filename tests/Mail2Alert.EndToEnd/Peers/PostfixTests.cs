using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Peers;

/// <summary>The mail server that most of our neighbours are, on either side of us.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class PostfixTests
{
    [Fact]
    public async Task Postfix_as_the_relay_delivers_alerts_and_ordinary_mail()
    {
        await using var postfix = await PostfixInstance.StartAsync();
        await using var gocd = await FakeGoCd.StartAsync();
        await using var program = await RunningProgram.StartAsync(Scene.Configuration(postfix.Port, gocd.Url));

        (await SmtpProbe.DeliverAsync(program.Port, Scene.Broken())).Code.ShouldBe(250);
        var alert = (await postfix.InboxAsync()).ShouldHaveSingleItem();
        alert.ShouldContain($"Delivered-To: {Scene.Shop}\n");
        alert.ShouldContain($"To: {Scene.Shop}\n");
        alert.ShouldContain("(Mail2Alert)");
    }

    [Fact]
    public async Task Postfix_as_the_relay_gets_every_octet()
    {
        await using var postfix = await PostfixInstance.StartAsync();
        await using var gocd = await FakeGoCd.StartAsync();
        await using var program = await RunningProgram.StartAsync(Scene.Configuration(postfix.Port, gocd.Url));

        var mail = ProbeMail.To("bo@example.com", "Subject: Gr\u00fc\u00dfe\nFrom: x@example.com\nDate: Fri, 20 Nov 2026 12:00:00 +0000\nMessage-ID: <1@example.com>\n\n.\n\u00e9\n");
        (await SmtpProbe.DeliverAsync(program.Port, mail)).Code.ShouldBe(250);
        (await postfix.InboxAsync()).ShouldHaveSingleItem()
            .ShouldEndWith(System.Text.Encoding.Latin1.GetString(mail.Content).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Postfix_as_the_notifier_reaches_the_right_team()
    {
        await using var scene = await Scene.StartAsync();
        await using var postfix = await PostfixInstance.StartAsync(relayHost: scene.Program.Port);
        (await postfix.SendmailAsync(Scene.Broken())).ExitCode.ShouldBe(0);
        (await scene.Relay.NextAsync()).Recipients.ShouldBe([Scene.Shop]);
    }

    [Fact]
    public async Task Postfix_keeps_what_could_not_be_delivered_and_its_next_attempt_arrives_once()
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.At(".", "451 4.3.0 Not now");
        await using var postfix = await PostfixInstance.StartAsync(relayHost: scene.Program.Port);
        (await postfix.SendmailAsync(Scene.Broken())).ExitCode.ShouldBe(0);
        (await FileEvents.FilesInAsync(postfix.Deferred)).ShouldHaveSingleItem();

        scene.Relay.Recover();
        (await postfix.FlushAsync()).ExitCode.ShouldBe(0);
        (await scene.Relay.NextAsync()).Recipients.ShouldBe([Scene.Shop]);
        scene.Relay.Mails.ShouldHaveSingleItem();
    }
}
