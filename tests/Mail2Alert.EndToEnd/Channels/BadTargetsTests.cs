using System.Diagnostics;
using Mail2Alert.EndToEnd.Support;
using Mail2Alert.EndToEnd.Waiting;

namespace Mail2Alert.EndToEnd.Channels;

[Collection(typeof(Alone))]
public sealed class BadTargetsTests
{
    private const int Mails = 100;
    private const int Rounds = 3;

    // What may be under way when a target says that it wants to be left alone, or has failed too often.
    private const int MostBeforeItIsLeftAlone = 10;

    [Fact]
    public async Task Of_a_hundred_targets_thirty_that_hang_or_fail_do_not_slow_the_others_down()
    {
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var well = await RunAsync(areBad: false);
            var bad = await RunAsync(areBad: true);
            ratios.Add(bad / well);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"measured: {TargetFarm.Good * Mails} notifications to {TargetFarm.Good} good targets of {TargetFarm.All}: {well.TotalSeconds:F2} s while all are well, {bad.TotalSeconds:F2} s while 30 are not");
        }
        ratios.Order().ElementAt(Rounds / 2).ShouldBeLessThan(1.1);
    }

    private static async Task<TimeSpan> RunAsync(bool areBad)
    {
        await using var farm = await TargetFarm.StartAsync(areBad);
        await using var program = await RunningProgram.StartAsync($$"""
            listeners: smtp://127.0.0.1:0
            store: sqlite:mail2alert.db
            sources:
              nas: { kind: mail, claim: { to: nas@example.com } }
            receivers:
              all: [ {{string.Join(", ", farm.Urls)}} ]
            routes:
              - to: all
            """);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Mails).Select(async i =>
            (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject($"disk {i}", to: "nas@example.com"))).Code.ShouldBe(250)));
        await farm.GoodAreToldAsync(Mails);
        var took = Stopwatch.GetElapsedTime(start);
        if (areBad)
            farm.MostToABadOne.ShouldBeLessThanOrEqualTo(MostBeforeItIsLeftAlone);
        farm.MostAtOnce.ShouldBeLessThanOrEqualTo(100);
        return took;
    }
}
