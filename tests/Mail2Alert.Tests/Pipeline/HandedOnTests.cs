using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>Mail that goes on as it came, and what its sender hears when it does not arrive.</summary>
public sealed class HandedOnTests
{
    private const string All = "a@example.com b@example.com c@example.com";
    private const string Sender = "gocd@example.net";

    [Fact]
    public async Task Of_several_recipients_those_refused_are_reported_or_tried_again_and_nobody_gets_the_mail_twice()
    {
        await using var scene = await Dispatching.StartAsync();
        var busy = 3;
        scene.Answer = to => Task.FromResult<Outcome>(to switch
        {
            All => new Outcome.Mixed(new Outcome.Delivered(), [new(To("b"), Refused("b")), new(To("c"), new Outcome.Retry("busy"))]),
            "c@example.com" when busy-- > 0 => new Outcome.Retry("busy"),
            _ => new Outcome.Delivered(),
        });
        await HandOnAsync(scene, "a", "b", "c");

        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Sent.ShouldBe([All, Sender, .. Enumerable.Repeat("c@example.com", 4)]);
        var states = await scene.StatesAsync();
        (states[DeliveryState.Delivered], states[DeliveryState.Dead], states[DeliveryState.Pending]).ShouldBe((3, 1, 0));
    }

    [Fact]
    public async Task What_is_given_up_is_reported_once_also_when_an_operator_tries_it_again()
    {
        await using var scene = await Dispatching.StartAsync(TimeSpan.FromHours(2));
        scene.Answer = to => Task.FromResult<Outcome>(to == Sender ? new Outcome.Delivered() : new Outcome.Retry("busy", Reply: new SmtpReply(450, "4.2.1", "Busy")));
        await HandOnAsync(scene, "a");
        await scene.PassAsync(TimeSpan.FromHours(4));
        (await scene.Store.Desk.ActAsync(1, DeskAction.Retry, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        await scene.PassAsync(TimeSpan.FromHours(4));

        scene.Sent.Count(to => to == Sender).ShouldBe(1);
    }

    [Fact]
    public async Task A_report_that_fails_is_the_end_of_it()
    {
        await using var scene = await Dispatching.StartAsync();
        scene.Answer = to => Task.FromResult<Outcome>(Refused(to));
        await HandOnAsync(scene, "a");

        await scene.PassAsync(TimeSpan.FromHours(1));

        scene.Sent.ShouldBe(["a@example.com", Sender]);
        (await scene.StatesAsync())[DeliveryState.Dead].ShouldBe(2);
    }

    private static Outcome.Failed Refused(string who) => new($"no {who}", new SmtpReply(550, "5.1.1", $"No {who}"));

    private static SmtpRecipient To(string name) => new(new SmtpPath(name, "example.com"));

    private static async Task HandOnAsync(Dispatching scene, params string[] names)
    {
        var mail = Mail();
        var delivery = PlannedDelivery.HandOn(mail.Id, [.. names.Select(To)], "no source claims it", Destination.Relay);
        (await ((IStore)scene.Store).KeepAsync(mail, new MailDecision(null, null, [], [delivery]), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
    }
}
