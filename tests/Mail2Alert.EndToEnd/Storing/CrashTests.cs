using System.Globalization;
using Mail2Alert.Crash;
using Mail2Alert.Crash.Ledgers;
using Mail2Alert.EndToEnd.Waiting;

namespace Mail2Alert.EndToEnd.Storing;

/// <summary>
/// The promise itself: what was acknowledged is delivered, whenever the program is killed. tests/Mail2Alert.Crash is a program for longer runs.
/// </summary>
[Collection(typeof(Alone))]
public sealed class CrashTests
{
    public static TheoryData<string> Modes => [nameof(Acknowledge.Stored), nameof(Acknowledge.Delivered)];

    // 100 in CI, 10 where somebody waits; MAIL2ALERT_CRASHES asks for another number.
    private static int Kills =>
        int.TryParse(Environment.GetEnvironmentVariable("MAIL2ALERT_CRASHES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked
        : Environment.GetEnvironmentVariable("CI") == "true" ? 100
        : 10;

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task What_was_acknowledged_is_delivered_whenever_the_program_is_killed(string acknowledge)
    {
        var options = new CrashOptions { Kills = Kills, Acknowledge = Enum.Parse<Acknowledge>(acknowledge), Seed = Environment.TickCount };
        await using var test = await CrashTest.CreateAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);

        var report = await test.RunAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        report.Verdict.Kills.ShouldBe(Kills);
        report.IsGood.ShouldBeTrue(report.ToString());
    }
}
