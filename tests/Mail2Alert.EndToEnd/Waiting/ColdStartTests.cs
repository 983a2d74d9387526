using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Waiting;

[Collection(typeof(Alone))]
public sealed class ColdStartTests
{
    [Fact]
    public async Task Twenty_mails_right_after_the_start_are_all_delivered_to_the_right_team()
    {
        await using var scene = await Scene.StartAsync();
        var (_, answers) = await Load.SendAsync(scene.Program.Port, Enumerable.Range(1000, 20).Select(Scene.Broken));
        answers.ShouldAllBe(answer => answer.Code == 250);
        scene.Relay.Mails.Count.ShouldBe(20);
        scene.Relay.Mails.ShouldAllBe(mail => mail.Recipients.Single() == Scene.Shop);
    }

    [Fact]
    public async Task Without_any_answer_of_the_api_mail_flows_and_both_teams_are_told()
    {
        using var nobody = new ClosedPort();
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync(Scene.Configuration(relay.Port, new Uri($"http://127.0.0.1:{nobody.Number}/go")));
        var (_, answers) = await Load.SendAsync(program.Port, Enumerable.Range(1000, 20).Select(Scene.Broken));
        answers.ShouldAllBe(answer => answer.Code == 250);
        relay.Mails.SelectMany(mail => mail.Recipients).Count(recipient => recipient == Scene.Shop).ShouldBe(20);
        relay.Mails.SelectMany(mail => mail.Recipients).Count(recipient => recipient == Scene.Ops).ShouldBe(20);
    }
}
