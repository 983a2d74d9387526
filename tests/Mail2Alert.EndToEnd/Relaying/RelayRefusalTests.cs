using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Relaying;

public sealed class RelayRefusalTests
{
    [Theory]
    [InlineData("MAIL", "450 4.7.1 Come back in a minute", "Come back in a minute")]
    [InlineData("RCPT", "452 4.2.2 Mailbox full", "Mailbox full")]
    [InlineData("DATA", "451 4.3.0 Not now", "Not now")]
    [InlineData(".", "452 4.3.1 Disk full", "Disk full")]
    [InlineData("MAIL", "421 4.3.2 Shutting down", "Shutting down")]
    [InlineData("CONNECT", "421 4.3.2 Too busy", "Too busy")]
    [InlineData("CONNECT", "554 5.7.1 You are on a list", "You are on a list")]
    public async Task A_relay_that_cannot_now_makes_the_notifier_keep_the_mail(string stage, string reply, string text)
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.At(stage, reply);
        var answer = await scene.DeliverAsync(Scene.Broken());
        answer.Code.ShouldBe(451);
        answer.Text.ShouldContain(text);
        answer.Text.ShouldContain(Scene.Shop);
        scene.Relay.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MAIL", "553 5.1.8 We know no such sender", 553, "5.1.8", "We know no such sender")]
    [InlineData("RCPT", "550 5.1.1 No such user", 550, "5.1.1", "No such user")]
    [InlineData("DATA", "554 5.7.0 Not today", 554, "5.7.0", "Not today")]
    [InlineData(".", "552 5.3.4 Too big for us", 552, "5.3.4", "Too big for us")]
    public async Task A_relay_that_never_will_is_quoted_to_the_notifier(string stage, string reply, int code, string enhanced, string text)
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.At(stage, reply);
        var answer = await scene.DeliverAsync(Scene.Broken());
        answer.Code.ShouldBe(code);
        answer.Text.ShouldStartWith(enhanced);
        answer.Text.ShouldContain(text);
        scene.Relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_relay_refuses_one_of_two_recipients_neither_gets_the_mail()
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.Script = (step, _) => Task.FromResult<RelayAnswer>(
            step.Line.Contains("full@", StringComparison.Ordinal) ? "452 4.2.2 Mailbox full" : step.Usual);
        var mail = ProbeMail.To("anna@example.com", "Subject: lunch\n\nAt twelve.\n") with { Recipients = ["anna@example.com", "full@example.com"] };
        (await scene.DeliverAsync(mail)).Code.ShouldBe(451);
        scene.Relay.Mails.ShouldBeEmpty();
    }
}
