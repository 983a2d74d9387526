using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Pipeline.Watching;

public sealed class EscalationTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static readonly RouteOptions Options = RouteOptions.Default with
    {
        Escalation = [new EscalationStep(Quarter, WatchedAlerts.OnCall), new EscalationStep(TimeSpan.FromHours(1), WatchedAlerts.Boss)],
    };

    [Fact]
    public async Task What_nobody_acknowledges_goes_to_one_after_the_other_with_its_mail_and_a_note()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(Options);
        var mail = await alerts.MailAsync("FIRING disk");
        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING disk"]);
        (await alerts.WhyAsync(mail)).ShouldContain("route 1: oncall is told, too, if nobody acknowledges it within 15m");

        await alerts.PassAsync(Quarter - TimeSpan.FromSeconds(1));
        (await alerts.ToldAsync()).ShouldBeEmpty();
        await alerts.PassAsync(TimeSpan.FromSeconds(1));

        (await alerts.ToldAsync()).ShouldBe(["oncall: FIRING disk"]);
        alerts.LastNote().ShouldBe("escalated: nobody acknowledged it within 15m");
        (await alerts.WhyAsync(mail)).ShouldContain("route 1: nobody acknowledged it within 15m: oncall is told, too");
        await alerts.PassAsync(TimeSpan.FromMinutes(45));
        (await alerts.ToldAsync()).ShouldBe(["boss: FIRING disk"]);
        await alerts.PassAsync(TimeSpan.FromDays(1));
        (await alerts.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_told_that_it_fires_is_told_that_it_is_over_and_nobody_else()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(Options);
        await alerts.MailAsync("FIRING disk");
        await alerts.PassAsync(Quarter);
        (await alerts.ToldAsync()).Count.ShouldBe(2);

        await alerts.MailAsync("RESOLVED disk");

        (await alerts.ToldAsync()).ShouldBe(["ops: RESOLVED disk", "oncall: RESOLVED disk"], ignoreOrder: true);
        await alerts.PassAsync(TimeSpan.FromDays(1));
        (await alerts.ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_reminded_by_an_escalation_is_told_once_that_it_is_over()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(
            RouteOptions.Default with { Escalation = [new EscalationStep(Quarter, new Receiver("both", [.. WatchedAlerts.Ops.Targets, .. WatchedAlerts.Boss.Targets]))] });
        await alerts.MailAsync("FIRING disk");
        await alerts.PassAsync(Quarter);
        (await alerts.ToldAsync()).ShouldBe(["ops: FIRING disk", "ops: FIRING disk", "boss: FIRING disk"], ignoreOrder: true);

        await alerts.MailAsync("RESOLVED disk");

        (await alerts.ToldAsync()).ShouldBe(["ops: RESOLVED disk", "boss: RESOLVED disk"], ignoreOrder: true);
    }

    [Fact]
    public async Task Time_counts_from_the_opening_through_a_crash_and_anew_for_a_new_opening()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(Options);
        await alerts.MailAsync("FIRING disk");
        await alerts.PassAsync(Quarter - TimeSpan.FromMinutes(1));
        await alerts.MailAsync("RESOLVED disk");
        await alerts.MailAsync("FIRING disk");
        await alerts.PassAsync(TimeSpan.FromMinutes(2));
        (await alerts.ToldAsync()).ShouldNotContain("oncall: FIRING disk");

        await alerts.CrashAsync();
        await alerts.PassAsync(Quarter - TimeSpan.FromMinutes(3));
        (await alerts.ToldAsync()).ShouldBeEmpty();
        await alerts.PassAsync(TimeSpan.FromMinutes(1));

        (await alerts.ToldAsync()).ShouldBe(["oncall: FIRING disk"]);
    }

    [Fact]
    public async Task After_a_crash_those_are_told_of_the_end_to_whom_it_had_escalated()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(Options);
        await alerts.MailAsync("FIRING disk");
        await alerts.PassAsync(Quarter);
        (await alerts.ToldAsync()).Count.ShouldBe(2);

        await alerts.CrashAsync();
        await alerts.PassAsync(Quarter);
        (await alerts.ToldAsync()).ShouldBeEmpty();
        await alerts.MailAsync("RESOLVED disk");

        (await alerts.ToldAsync()).ShouldBe(["ops: RESOLVED disk", "oncall: RESOLVED disk"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_somebody_takes_care_of_goes_to_nobody_until_he_gives_it_back()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(Options);
        await alerts.MailAsync("FIRING disk");
        await alerts.ToldAsync();
        (await alerts.AcknowledgeAsync("disk")).ShouldBeNull();

        await alerts.CrashAsync();
        await alerts.PassAsync(TimeSpan.FromHours(2));
        (await alerts.ToldAsync()).ShouldBeEmpty();
        (await alerts.AcknowledgeAsync("disk", isTaken: false)).ShouldBeNull();
        await alerts.PassAsync(Quarter);

        (await alerts.ToldAsync()).ShouldBe(["oncall: FIRING disk"]);
    }

    [Fact]
    public async Task What_is_silenced_does_not_escalate()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(Options);
        await alerts.MailAsync("FIRING disk host=web1");
        await alerts.ToldAsync();
        var silence = await alerts.SilenceAsync(TimeSpan.FromHours(3), "host=web1");

        await alerts.PassAsync(TimeSpan.FromHours(2));
        (await alerts.ToldAsync()).ShouldBeEmpty();
        await alerts.EndAsync(silence);
        (await alerts.ToldAsync()).ShouldBeEmpty();
        await alerts.PassAsync(Quarter);

        (await alerts.ToldAsync()).ShouldBe(["oncall: FIRING disk host=web1"]);
    }

    [Fact]
    public async Task News_escalates_to_nobody()
    {
        await using var alerts = await WatchedAlerts.OpenAsync(Options);
        await alerts.MailAsync("NEWS update");
        await alerts.PassAsync(TimeSpan.FromDays(1));

        (await alerts.ToldAsync()).ShouldBe(["ops: NEWS update"]);
    }
}
