using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Failing;

public sealed class LoopTests
{
    [Theory]
    [InlineData("bo@example.com")]
    [InlineData(FailingScene.Fans)]
    public async Task A_relay_that_returns_everything_is_stopped_at_the_fourth_time_without_a_bounce(string recipient)
    {
        await using var relay = new FakeRelay();
        await using var scene = new FailingScene(relay.Port, more: "acknowledge: delivered");
        await scene.StartAsync();
        var mail = ProbeMail.Subject("round", to: recipient, from: "nas@example.com");
        SmtpAnswer answer;
        for (var returned = 0; (answer = await scene.DeliverAsync(mail)).Code == 250; returned++)
        {
            returned.ShouldBeLessThan(10);
            mail = mail with { Content = (await relay.NextAsync()).Content };
        }

        answer.Code.ShouldBe(554);
        answer.Text.ShouldStartWith("5.4.6 This mail passed here 3 times already");
        await scene.Program.TerminateAsync();
        await scene.Program.ExitCodeAsync();
        relay.Mails.Count.ShouldBe(3);
        relay.Mails.ShouldAllBe(passed => passed.Sender == "nas@example.com");
    }

    [Fact]
    public async Task A_mail_that_passed_too_many_servers_is_refused()
    {
        await using var relay = new FakeRelay();
        await using var scene = new FailingScene(relay.Port, more: "limits: { hops: 2 }");
        await scene.StartAsync();

        (await scene.DeliverAsync(Hops(2))).Code.ShouldBe(250);
        var answer = await scene.DeliverAsync(Hops(3));

        (answer.Code, answer.Text[..5]).ShouldBe((554, "5.4.6"));
    }

    private static ProbeMail Hops(int count) =>
        ProbeMail.To("bo@example.com", string.Concat(Enumerable.Repeat("Received: from a by b; today\n", count)) + "Subject: x\n\nx\n");
}
