using System.Buffers;
using Mail2Alert.Pipeline;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Mailrise;
using Mail2Alert.Tests.Configuration.Conversion;

namespace Mail2Alert.Tests.Sources.Mailrise;

public sealed class MailriseSourceTests
{
    private static readonly MailriseSource Source = new(new MailriseSettings("mailrise", new Claim([], []), [new MailriseRecipient("all", MailrisePattern.Parse("*@*")!)]));

    [Fact]
    public async Task An_alert_knows_its_recipient()
    {
        var alert = (await ReadAsync("Ops.Failure@Example.com")).ShouldBeOfType<Reading.Understood>().Alert;

        $"{alert.Labels}".ShouldBe("config=Ops@example.com from=a@b recipient=all severity=error source=mailrise status=info subject=s to=Ops@example.com type=failure");
        (alert.Title, alert.Text).ShouldBe(("s ([no sender])", "text"));
        alert.Occurrence.ShouldBeNull();
    }

    [Fact]
    public async Task A_recipient_that_is_there_twice_hears_once() =>
        (await ReadAsync("a@x", "a.info@X", "a@x")).ShouldBeOfType<Reading.Understood>();

    [Fact]
    public async Task Each_of_several_gets_the_mail_as_a_whole()
    {
        var mail = Behaviour.Mail("s", "a@b", "a@x", "b.failure@x");
        var split = (await new Processor([Source]).DecideAsync(mail, _ => throw new InvalidOperationException(), TestContext.Current.CancellationToken))
            .ShouldBeOfType<Decision.Split>();

        var parts = PartOfMail.Of(mail, split);

        parts.Select(part => part.Alert.Labels["type"]).ShouldBe(["info", "failure"]);
        parts.ShouldAllBe(part => part.Mail.Raw.ToArray().SequenceEqual(mail.Raw.ToArray()));
    }

    private static ValueTask<Reading> ReadAsync(params string[] recipients) =>
        Source.ReadAsync(Behaviour.Mail("s", "a@b", recipients), TestContext.Current.CancellationToken);
}
