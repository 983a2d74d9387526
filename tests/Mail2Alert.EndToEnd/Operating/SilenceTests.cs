using System.Text.Json;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Operating;

/// <summary>The real program keeps quiet, and tells when it is time.</summary>
public sealed class SilenceTests
{
    private const string Broken = "is broken";

    [Fact]
    public async Task What_is_silenced_is_told_when_the_silence_is_ended_and_not_before()
    {
        await using var relay = new FakeRelay();
        await using var scene = new OperatedProgram(relay.Port) { Targets = [Scene.Ops], OfGoCd = "to: all" };
        await scene.StartAsync();

        (await scene.DoAsync("silence", "add", "pipeline=~\"shop.*\"", "--for", "1h", "--reason", "new disks", "--by", "anna"))
            .ShouldContain("0 alerts that fire now match");
        await scene.DeliverAsync(OperatedProgram.Stage("shop", Broken));
        await scene.DeliverAsync(OperatedProgram.Stage("bank", Broken));

        // The second was told, and the first, which came before it, was not.
        (await relay.NextAsync()).Text.ShouldContain("[bank/1/build/1]");
        var alert = (await AlertsAsync(scene)).Single(alert => alert.GetProperty("key").GetString() == "shop/build");
        alert.GetProperty("quiet").GetString()!.ShouldStartWith("silenced by anna until ");
        var list = await scene.DoAsync("silence", "list");
        foreach (var words in (string[])["active", "pipeline=~", "anna", "new disks"])
            list.ShouldContain(words);

        (await scene.DoAsync("silence", "end", await SilenceAsync(scene))).ShouldStartWith("ended the silence ");

        (await relay.NextAsync()).Text.ShouldContain("[shop/1/build/1]");
        relay.Mails.Count.ShouldBe(2);
        (await scene.DoAsync("silence", "list")).ShouldBe("nothing is silenced\n");
    }

    [Fact]
    public async Task What_nobody_acknowledges_escalates_and_what_somebody_does_not()
    {
        await using var relay = new FakeRelay();
        await using var scene = new OperatedProgram(relay.Port)
        {
            Targets = [Scene.Ops],
            OfGoCd = $"to: all, escalate: [ {{ after: 1s, to: 'mailto:{Scene.Shop}' }} ]",
        };
        await scene.StartAsync();
        // Quiet until it is acknowledged, so that the test need not be quick.
        await scene.DoAsync("silence", "add", "pipeline=bank", "--for", "1h", "--reason", "new disks");
        await scene.DeliverAsync(OperatedProgram.Stage("bank", Broken));
        var alert = await AlertAsync(scene);
        (await scene.DoAsync("alerts", "ack", alert.GetProperty("id").GetString()!, "--by", "anna")).ShouldBe("gocd: bank/build: acknowledged by anna\n");
        await scene.DoAsync("silence", "end", await SilenceAsync(scene));
        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);

        await scene.DeliverAsync(OperatedProgram.Stage("shop", Broken));
        (await relay.NextAsync()).Recipients.ShouldBe([Scene.Ops]);
        var escalated = await relay.NextAsync();
        escalated.Recipients.ShouldBe([Scene.Shop]);
        escalated.Text.ShouldContain("[shop/1/build/1]");
        escalated.Text.ShouldContain("escalated: nobody acknowledged it within 1s");

        await scene.DeliverAsync(OperatedProgram.Stage("shop", "is fixed", run: 2));
        string[] told = [.. (await relay.NextAsync()).Recipients, .. (await relay.NextAsync()).Recipients];
        told.ShouldBe([Scene.Ops, Scene.Shop], ignoreOrder: true);
        relay.Mails.Where(mail => mail.Text.Contains("[bank/1/build/1]", StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_a_server_the_commands_do_the_same_and_the_next_start_knows()
    {
        await using var relay = new FakeRelay();
        await using var scene = new OperatedProgram(relay.Port) { Targets = [Scene.Ops], OfGoCd = "to: all" };
        await scene.StartAsync();
        await scene.DeliverAsync(OperatedProgram.Stage("shop", Broken));
        await relay.NextAsync();
        await scene.StopAsync();

        (await scene.DoAsync("silence", "add", "pipeline=bank", "--until", "2d", "--reason", "new disks")).ShouldContain("0 alerts");
        (await scene.DoAsync("alerts", "ack", "gocd", "shop/build", "--by", "anna")).ShouldBe("gocd: shop/build: acknowledged by anna\n");

        await scene.StartAsync();
        await scene.DeliverAsync(OperatedProgram.Stage("bank", Broken));
        await scene.DeliverAsync(OperatedProgram.Stage("shop", "is fixed", run: 2));
        (await relay.NextAsync()).Text.ShouldContain("[shop/2/build/1]");
        (await AlertAsync(scene)).GetProperty("key").GetString().ShouldBe("bank/build");
    }

    [Theory]
    [InlineData("2", "silence", "add", "host=web1", "--reason", "x")]
    [InlineData("2", "silence", "add", "host=web1", "--for", "1h", "--until", "2h", "--reason", "x")]
    [InlineData("2", "silence", "add", "host=web1", "--for", "soon", "--reason", "x")]
    [InlineData("2", "silence", "add", "host=web1", "--for", "1h")]
    [InlineData("2", "alerts", "ack")]
    [InlineData("1", "silence", "list")]
    public async Task A_command_that_cannot_be_done_says_why(string code, params string[] command)
    {
        await using var scene = new OperatedProgram(9);

        var finished = await scene.RunAsync(command);

        // 1 is said of a mistake in the command line, too.
        finished.ExitCode.ShouldBeInRange(1, int.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
        finished.Error.ShouldNotBeEmpty();
        finished.Error.ShouldNotContain("   at ");
    }

    private static async Task<JsonElement> AlertAsync(OperatedProgram scene)
    {
        var limit = Patience.Token;
        while (true)
        {
            if (await AlertsAsync(scene) is [var alert])
                return alert;
            limit.ThrowIfCancellationRequested();
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> AlertsAsync(OperatedProgram scene)
    {
        using var json = JsonDocument.Parse(await scene.DoAsync("alerts", "list", "--firing", "--json"));
        return [.. json.RootElement.GetProperty("alerts").EnumerateArray().Select(alert => alert.Clone())];
    }

    private static async Task<string> SilenceAsync(OperatedProgram scene)
    {
        using var json = JsonDocument.Parse(await scene.DoAsync("silence", "list", "--json"));
        return json.RootElement.EnumerateArray().Single().GetProperty("id").GetString()!;
    }
}
