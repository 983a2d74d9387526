using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Relaying;

public sealed class KeptConnectionTests
{
    [Fact]
    public async Task Mails_one_after_the_other_share_a_connection_to_the_relay()
    {
        await using var scene = await Scene.StartAsync();
        var connections = 0;
        scene.Relay.Script = (step, _) =>
        {
            connections = Math.Max(connections, step.Connection);
            return Task.FromResult<RelayAnswer>(step.Usual);
        };
        for (var run = 1; run <= 5; run++)
            (await scene.DeliverAsync(Scene.Broken(run))).Code.ShouldBe(250);
        connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_kept_connection_that_the_relay_closed_between_two_mails_is_not_noticed_by_the_notifier()
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.At(".", new RelayAnswer("250 2.0.0 queued", Closes: true));
        await TwoMailsArriveOnceEachAsync(scene);
    }

    [Fact]
    public async Task A_relay_that_ends_a_kept_connection_with_421_is_not_noticed_by_the_notifier()
    {
        await using var scene = await Scene.StartAsync();
        scene.Relay.Script = (step, _) => Task.FromResult(step switch
        {
            { Stage: "MAIL", Mail: 2 } => new RelayAnswer("421 4.4.2 You were idle for too long", Closes: true),
            _ => step.Usual,
        });
        await TwoMailsArriveOnceEachAsync(scene);
    }

    private static async Task TwoMailsArriveOnceEachAsync(Scene scene)
    {
        (await scene.DeliverAsync(Scene.Broken(1))).Code.ShouldBe(250);
        (await scene.DeliverAsync(Scene.Broken(2))).Code.ShouldBe(250);
        scene.Relay.Mails.Select(mail => mail.Field("Subject"))
            .ShouldBe(["Stage [webshop-build/1/unit-test/1] is broken", "Stage [webshop-build/2/unit-test/1] is broken"]);
    }
}
