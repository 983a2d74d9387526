using Mail2Alert.Alerts;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>Alerts of which nothing is heard for too long.</summary>
public sealed class ExpiryTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_alert_of_which_nothing_is_heard_is_resolved_when_its_time_is_over()
    {
        await using var scene = await Expecting.StartAsync();
        await scene.ComesAsync(AlertStatus.Firing, "ups");

        await scene.PassAsync((4 * Hour) - TimeSpan.FromSeconds(1));
        (await scene.ToldAsync()).ShouldBeEmpty();
        await scene.PassAsync(TimeSpan.FromSeconds(1));
        (await scene.ToldAsync()).ShouldBe(["EXPIRED backup Resolved"]);
        await scene.PassAsync(8 * Hour);

        (await scene.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task News_of_it_begins_its_time_anew()
    {
        await using var scene = await Expecting.StartAsync();
        await scene.ComesAsync(AlertStatus.Firing, "ups");
        await scene.PassAsync(3 * Hour);
        await scene.ComesAsync(AlertStatus.Firing, "ups");

        await scene.PassAsync(3 * Hour);
        (await scene.ToldAsync()).ShouldBeEmpty();
        await scene.PassAsync(Hour);

        (await scene.ToldAsync()).ShouldBe(["EXPIRED backup Resolved"]);
    }

    [Fact]
    public async Task What_its_source_resolves_does_not_expire()
    {
        await using var scene = await Expecting.StartAsync();
        await scene.ComesAsync(AlertStatus.Firing, "ups");
        await scene.ComesAsync(AlertStatus.Resolved, "ups");

        await scene.PassAsync(8 * Hour);

        (await scene.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Alerts_of_other_sources_do_not_expire()
    {
        await using var scene = await Expecting.StartAsync();
        await scene.ComesAsync(AlertStatus.Firing, "nas");

        await scene.PassAsync(24 * Hour);

        (await scene.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restart_does_not_forget_when_it_is_over()
    {
        await using var scene = await Expecting.StartAsync();
        await scene.ComesAsync(AlertStatus.Firing, "ups");
        await scene.PassAsync(3 * Hour);
        await scene.RestartAsync();

        await scene.PassAsync(Hour);

        (await scene.ToldAsync()).ShouldBe(["EXPIRED backup Resolved"]);
    }
}
