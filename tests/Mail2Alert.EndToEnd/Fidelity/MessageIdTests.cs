using System.Text.RegularExpressions;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Fidelity;

public sealed partial class MessageIdTests
{
    [Fact]
    public async Task Is_the_same_in_the_reply_in_the_log_and_in_the_Received_field()
    {
        await using var scene = await Scene.StartAsync();

        var answer = await scene.DeliverAsync(Scene.Broken());

        var id = Id().Match(answer.Text).Value;
        id.ShouldNotBeEmpty();
        scene.Relay.Mails.ShouldHaveSingleItem().Field("Received").ShouldContain($" id {id}");
        await scene.Program.Log.LineAsync($"Message {id} on ", Patience.Token);
    }

    [Fact]
    public async Task Leads_from_a_refusal_to_the_log()
    {
        await using var scene = await Scene.StartAsync(more: "limits: { message-size: 1KiB }");

        var answer = await scene.DeliverAsync(ProbeMail.Stage("webshop-build/7/unit-test/1", "is broken " + new string('x', 900)));

        answer.Code.ShouldBe(552);
        var line = await scene.Program.Log.LineAsync($"Message {Id().Match(answer.Text).Value} on ", Patience.Token);
        line.ShouldContain("TooLarge, 552");
    }

    [GeneratedRegex(@"\b[0-9A-Z]{16}\b")]
    private static partial Regex Id();
}
