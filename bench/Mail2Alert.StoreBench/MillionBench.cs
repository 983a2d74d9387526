using System.Globalization;
using Mail2Alert.SideBySide;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.StoreBench;

/// <summary>The program on a store that holds a million mails, beside the same program on an empty one: start, rate, memory, and retention at work.</summary>
internal static class MillionBench
{
    private const int Senders = 100;
    private const int AtOnce = 2000;
    private const double Tolerance = 0.20;

    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(int mails, int rounds, int seconds, string place)
    {
        using var directory = new BenchDirectory(place);
        var full = Path.Combine(directory.Path, "full.db");
        await using (var filling = await StoreBench.OpenAsync(full))
            await filling.MeasureAsync("fill", AtOnce, mails, filling.KeepPastAsync);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the database has {new FileInfo(full).Length / 1048576.0:F0} MiB"));

        var time = TimeSpan.FromSeconds(seconds);
        var kept = await CompareAsync(directory.Path, full, "", rounds, time);
        Console.WriteLine("and with all of them older than `retention: age`, while they are being deleted:");
        var aged = await CompareAsync(directory.Path, full, "retention: { age: 1s }", rounds, time);
        return kept && aged ? 0 : 1;
    }

    private static async Task<bool> CompareAsync(string directory, string full, string retention, int rounds, TimeSpan time)
    {
        await using var large = await StartAsync(directory, "full", full, retention);
        await using var empty = await StartAsync(directory, "empty", Path.Combine(directory, $"empty-{retention.Length}.db"), "");
        var rates = new Dictionary<ServedProgram, List<double>> { [large] = [], [empty] = [] };
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var program in (ServedProgram[])(round % 2 == 0 ? [empty, large] : [large, empty]))
            {
                var rate = await program.RateAsync(Senders, time);
                if (round > 0)
                    rates[program].Add(rate);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {program.Name,-6} {rate,8:F0} accepted/s, {program.Memory / 1048576.0,6:F0} MiB"));
                if (retention.Length == 0)
                    await program.QuietAsync();
            }
        }
        return Report(large, empty, Statistics.Median(rates[large]) / Statistics.Median(rates[empty]), (double)large.Memory / empty.Memory);
    }

    private static Task<ServedProgram> StartAsync(string directory, string name, string store, string retention) => ServedProgram.StartAsync(
        name, directory, $$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:9
        store: sqlite:{{store}}
        {{retention}}
        sources:
          ci: { kind: mail, claim: { to: {{TestMail.To}} } }
        """);

    private static bool Report(ServedProgram large, ServedProgram empty, double rate, double memory)
    {
        var isGood = large.Started < StartWithin && rate >= 1 - Tolerance && memory <= 1 + Tolerance;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"start to banner {large.Started.TotalSeconds:F2} s (empty {empty.Started.TotalSeconds:F2} s), rate {rate:P0} of empty, memory {memory:P0} of empty: {(isGood ? "target reached" : "target missed")}"));
        return isGood;
    }
}
