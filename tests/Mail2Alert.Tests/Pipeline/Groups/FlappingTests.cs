using Mail2Alert.Routing;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>Alerts that come and go more often than anybody wants to hear.</summary>
public sealed class FlappingTests
{
    private const string Note = "flaps: 4 changes in 1h; you hear of it again when it keeps still and is not as it is now";

    private static readonly Flapping Four = new(4, TimeSpan.FromHours(1));

    [Fact]
    public async Task It_is_said_once_that_an_alert_flaps()
    {
        await using var scene = await StartAsync(Flaps(Four));
        await scene.MailAsync("FIRING disk", "RESOLVED disk", "FIRING disk", "RESOLVED disk");
        scene.Told.Select(telling => (telling.Title, telling.Note)).ShouldBe(
            [("FIRING disk", null), ("RESOLVED disk", null), ("FIRING disk", null), ("RESOLVED disk", null)]);

        await scene.MailAsync("FIRING disk");
        await scene.PassAsync(1);
        scene.Told.Select(telling => (telling.Title, telling.Note)).ShouldBe([("FIRING disk", Note)]);

        await scene.MailAsync("RESOLVED disk", "FIRING disk", "FIRING disk", "RESOLVED disk", "FIRING disk");
        await scene.PassAsync(TimeSpan.FromHours(2));
        scene.Told.ShouldBeEmpty();
        await scene.MailAsync("RESOLVED disk");
        await scene.PassAsync(1);
        scene.Titles.ShouldBe(["RESOLVED disk"]);
        await ShouldBeForgottenAsync(scene);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_as_it_was_told_is_told_when_it_keeps_still(bool crashes)
    {
        await using var scene = await StartAsync(Flaps(Four));
        await FlapAsync(scene);
        await scene.MailAsync("RESOLVED disk");
        if (crashes)
            await scene.CrashAsync();
        await scene.PassAsync(TimeSpan.FromMinutes(59));
        scene.Told.ShouldBeEmpty();

        await scene.PassAsync(TimeSpan.FromMinutes(2));
        scene.Told.Select(telling => (telling.Title, telling.Note)).ShouldBe([("RESOLVED disk", null)]);
        await ShouldBeForgottenAsync(scene);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_end_of_what_was_told_at_once_is_told_at_once_and_that_it_flaps_when_it_is_back(bool crashes)
    {
        await using var scene = await StartAsync(Flaps(Four with { Changes = 3 }));
        await scene.MailAsync("FIRING disk", "RESOLVED disk", "FIRING disk", "RESOLVED disk");
        scene.Told.Select(telling => telling.Note).ShouldBe([null, null, null, null]);
        if (crashes)
            await scene.CrashAsync();

        await scene.MailAsync("FIRING disk");
        if (crashes)
            await scene.CrashAsync();
        await scene.PassAsync(10);
        scene.Told.ShouldHaveSingleItem().Note.ShouldBe(Note.Replace('4', '3'));
    }

    [Fact]
    public async Task A_crash_does_not_make_it_said_again()
    {
        await using var scene = await StartAsync(Flaps(Four));
        await FlapAsync(scene);
        await scene.CrashAsync();
        await scene.MailAsync("RESOLVED disk");
        await scene.CrashAsync();
        await scene.MailAsync("FIRING disk");
        await scene.PassAsync(TimeSpan.FromHours(2));

        scene.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_group_says_of_its_member_that_it_flaps_and_then_tells_the_others_without_it()
    {
        await using var scene = await StartAsync(Flaps(Four, ByHost));
        await scene.MailAsync("FIRING disk", "RESOLVED disk", "FIRING disk", "RESOLVED disk", "FIRING disk", "RESOLVED disk");
        await scene.PassAsync(30);
        var told = scene.Told.ShouldHaveSingleItem();
        told.Title.ShouldBe("[RESOLVED:1] RESOLVED disk");
        told.Text.ShouldContain(Note);

        await scene.MailAsync("FIRING disk", "FIRING load");
        await scene.PassAsync(TimeSpan.FromMinutes(10));
        scene.Titles.ShouldBe(["[FIRING:1] FIRING load"]);

        await scene.PassAsync(TimeSpan.FromHours(1));
        scene.Titles.ShouldBe(["[FIRING:2] {}"]);
        await scene.MailAsync("RESOLVED disk", "RESOLVED load");
        await scene.PassAsync(TimeSpan.FromHours(2));
        scene.Titles.ShouldBe(["[RESOLVED:2] {}"]);
        await ShouldBeForgottenAsync(scene);
    }

    [Fact]
    public async Task News_does_not_flap()
    {
        await using var scene = await StartAsync(Flaps(Four));
        await FlapAsync(scene);

        await scene.MailAsync("NEWS disk", "NEWS disk");

        scene.Titles.ShouldBe(["NEWS disk", "NEWS disk"]);
    }

    [Fact]
    public async Task Changes_that_are_far_apart_are_told_each()
    {
        await using var scene = await StartAsync(Flaps(Four));
        foreach (var line in (string[])["FIRING disk", "RESOLVED disk", "FIRING disk", "RESOLVED disk", "FIRING disk"])
        {
            await scene.MailAsync(line);
            scene.Titles.ShouldBe([line]);
            await scene.PassAsync(TimeSpan.FromMinutes(31));
        }
    }

    [Fact]
    public async Task A_silence_is_no_end_of_flapping_and_flapping_no_end_of_a_silence()
    {
        await using var scene = await StartAsync(Flaps(Four));
        var now = scene.Clock.GetUtcNow();
        scene.Silences.Put(new Silence("s", [], now, now.AddMinutes(10), "ann", "maintenance"));
        await scene.MailAsync("FIRING disk", "RESOLVED disk", "FIRING disk", "RESOLVED disk", "FIRING disk");
        await scene.PassAsync(TimeSpan.FromMinutes(9));
        scene.Told.ShouldBeEmpty();

        await scene.PassAsync(TimeSpan.FromMinutes(2));
        scene.Told.Select(telling => (telling.Title, telling.Note)).ShouldBe([("FIRING disk", Note)]);
        await scene.MailAsync("RESOLVED disk", "FIRING disk");
        await scene.PassAsync(TimeSpan.FromHours(2));
        scene.Told.ShouldBeEmpty();
    }

    private static Route Flaps(Flapping flapping, Grouping? grouping = null)
    {
        var route = Route("ops", grouping);
        return route with { Options = route.Options with { Flapping = flapping } };
    }

    private static async Task FlapAsync(GroupScene scene)
    {
        await scene.MailAsync("FIRING disk", "RESOLVED disk", "FIRING disk", "RESOLVED disk", "FIRING disk");
        await scene.PassAsync(1);
        scene.Told.Count.ShouldBe(5);
    }

    private static async Task ShouldBeForgottenAsync(GroupScene scene)
    {
        scene.Groups.Count.ShouldBe(0);
        (await scene.MemoryAsync()).ShouldBeEmpty();
    }
}
