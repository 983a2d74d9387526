using Mail2Alert.Alerts;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared.Lookups;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Sources.Declared.Lookups;

public sealed class DeclaredLookupTests
{
    private static readonly Fetched<FoundLabels> Down = new Fetched<FoundLabels>.Failed("it is down");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_is_found_is_a_field_for_all_that_follows()
    {
        await using var source = LookingUp.With(_ => Found("anna", "gold"));
        var alert = await source.AlertAsync();
        (alert.Severity, alert.Labels["owner"], alert.Labels["tier"], alert.Labels["team"]).ShouldBe((Severity.Critical, "anna", "gold", "team-anna"));
    }

    [Fact]
    public async Task What_an_answer_does_not_have_is_no_label_and_no_doubt()
    {
        await using var source = LookingUp.With(_ => Found("anna", null));
        var reading = (await source.ReadAsync()).ShouldBeOfType<Reading.Understood>();
        (reading.Alert.Severity, reading.Alert.Labels["tier"], reading.Alert.Labels.IsUnknown("tier")).ShouldBe((Severity.Error, null, false));
        reading.Notes.ShouldBe(["the lookup job has no tier"]);
    }

    [Fact]
    public async Task What_depends_on_a_lookup_that_failed_is_unknown_and_rather_too_bad()
    {
        await using var source = LookingUp.With(_ => Down);
        var alert = await source.AlertAsync();
        alert.Labels.Unknown.Keys.Order().ShouldBe(["owner", "severity", "team", "tier"]);
        alert.Labels.Unknown["team"].ShouldBe("the lookup job failed: it is down");
        (alert.Severity, alert.Status, alert.Key, alert.Labels["place"]).ShouldBe((Severity.Critical, AlertStatus.Firing, "photos", "here"));
    }

    [Fact]
    public async Task An_end_has_no_severity_to_doubt()
    {
        await using var source = LookingUp.With(_ => Down);
        var alert = await source.AlertAsync("job photos done");
        (alert.Status, alert.Severity, alert.Labels["severity"]).ShouldBe((AlertStatus.Resolved, Severity.Info, "info"));
    }

    [Fact]
    public async Task A_mail_without_the_field_asks_nobody()
    {
        await using var source = LookingUp.With(_ => throw new InvalidOperationException());
        var reading = (await source.ReadAsync("nothing to see")).ShouldBeOfType<Reading.Understood>();
        reading.Notes.ShouldContain("the lookup job is not made: the mail does not have what its address needs");
        reading.Alert.Labels.Unknown.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../admin")]
    [InlineData("a\u0001b")]
    public async Task A_mail_that_would_ask_for_something_else_asks_nobody_and_silences_nobody(string job)
    {
        await using var source = LookingUp.With(_ => throw new InvalidOperationException());
        var alert = await source.AlertAsync($"job {job} failed");
        alert.Labels.Unknown["owner"].ShouldStartWith("the lookup job is not made: its address would ");
        alert.Severity.ShouldBe(Severity.Critical);
    }

    [Theory]
    [InlineData("continue", 59, "anna")]
    [InlineData("continue", 61, null)]
    [InlineData("stale", 61 * 24 * 7, "anna")]
    public async Task An_old_answer_counts_as_long_as_the_policy_says(string policy, int minutes, string? owner)
    {
        var answer = Found("anna", "gold");
        await using var source = LookingUp.With(_ => answer, $"on-failure: {policy}", _time);
        await source.ReadAsync();
        answer = Down;
        _time.Advance(TimeSpan.FromMinutes(minutes));
        var reading = (await source.ReadAsync()).ShouldBeOfType<Reading.Understood>();
        reading.Alert.Labels["owner"].ShouldBe(owner);
        reading.Notes.ShouldBe([owner is null ? "the lookup job failed: it is down" : $"the lookup job is {minutes * 60} s old: it is down"]);
    }

    [Fact]
    public async Task A_mail_is_put_off_only_when_there_is_no_answer_that_counts()
    {
        var answer = Found("anna", "gold");
        await using var source = LookingUp.With(_ => answer, "on-failure: defer", _time);
        await source.ReadAsync();
        answer = Down;
        _time.Advance(TimeSpan.FromMinutes(10));
        (await source.AlertAsync()).Labels["owner"].ShouldBe("anna");
        (await source.ReadAsync("job music failed")).ShouldBeOfType<Reading.Deferred>().Why.ShouldBe("the lookup job failed: it is down");
    }

    [Fact]
    public async Task A_key_that_depends_on_what_is_not_known_is_a_guess_and_resolves_nothing()
    {
        await using var source = LookingUp.With(_ => Down, key: "{{ job }}{{#if tier}} of {{ tier }}{{/if}}");
        var alert = await source.AlertAsync("job photos done");
        (alert.Key, alert.Status).ShouldBe(("subject: job photos done", AlertStatus.Info));
    }

    private static Fetched<FoundLabels> Found(string? owner, string? tier) =>
        new Fetched<FoundLabels>.Got(new FoundLabels(new Dictionary<string, string?> { ["owner"] = owner, ["tier"] = tier }));
}
