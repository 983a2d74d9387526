using System.Globalization;
using Mail2Alert.SideBySide;
using Mail2Alert.SideBySide.Compare;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.StoreBench;

/// <summary>
/// What it costs to keep a mail before it is acknowledged: the same load on the program as it keeps, throws away, and delivers first. In rounds,
/// one after the other, so that a machine that changes its pace changes it for all.
/// </summary>
internal static class DurabilityBench
{
    private const int Senders = 100;
    private const double Target = 0.60;

    // What a configuration says that keeps nothing.
    private const string NoStore = "store: none";

    private const string Routes = """
        receivers: { ops: 'mailto:ops@example.net' }
        routes: [ { to: ops } ]
        """;

    public static async Task<int> RunAsync(int rounds, int seconds, string place)
    {
        using var directory = new BenchDirectory(place);
        using var sink = await SinkProcess.StartAsync(CancellationToken.None);
        (string Name, string Configuration)[] ways =
        [
            ("thrown away", Configuration(NoStore, "", sink)),
            ("stored", Configuration($"store: sqlite:{Path.Combine(directory.Path, "plain.db")}\nacknowledge: stored", "", sink)),
            ("stored and routed", Configuration($"store: sqlite:{Path.Combine(directory.Path, "routed.db")}\nacknowledge: stored", Routes, sink)),
            ("delivered", Configuration(NoStore, Routes, sink)),
        ];
        var programs = new List<ServedProgram>();
        try
        {
            foreach (var (name, configuration) in ways)
                programs.Add(await ServedProgram.StartAsync(name, directory.Path, configuration));
            var results = await MeasureAsync(programs, rounds, TimeSpan.FromSeconds(seconds));
            return Report(results);
        }
        finally
        {
            foreach (var program in programs)
                await program.DisposeAsync();
        }
    }

    // The claim asks for the subject, as a configuration does that decides anything: without it nobody would read the mail that is thrown away.
    private static string Configuration(string store, string routes, SinkProcess sink) => $$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{sink.Port}}
        {{store}}
        sources:
          ci: { kind: mail, claim: { to: {{TestMail.To}}, not: { subject: /^Newsletter/ } } }
        {{routes}}
        """;

    // The first round warms up and does not count.
    private static async Task<Dictionary<string, List<(double Accepted, double Finished)>>> MeasureAsync(
        IReadOnlyList<ServedProgram> programs, int rounds, TimeSpan time)
    {
        var results = programs.ToDictionary(program => program.Name, _ => new List<(double, double)>());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var program in programs)
            {
                var rate = await program.RateAsync(Senders, time);
                var rest = await program.QuietAsync() - TimeSpan.FromMilliseconds(600);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"round {round}: {program.Name,-18} {rate,8:F0} accepted/s, all done {Math.Max(0, rest.TotalSeconds),5:F1} s later"));
                if (round > 0)
                    results[program.Name].Add((rate, rate * time.TotalSeconds / (time + (rest > TimeSpan.Zero ? rest : TimeSpan.Zero)).TotalSeconds));
            }
        }
        return results;
    }

    private static int Report(Dictionary<string, List<(double Accepted, double Finished)>> results)
    {
        var bound = Statistics.Median(results["thrown away"].Select(result => result.Accepted));
        Console.WriteLine($"{Senders} senders, medians of {results["stored"].Count} rounds:");
        foreach (var (name, rounds) in results)
        {
            var accepted = Statistics.Median(rounds.Select(result => result.Accepted));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-18} {accepted,8:F0} accepted/s, {accepted / bound,6:P0} of thrown away; {Statistics.Median(rounds.Select(result => result.Finished)),8:F0}/s with all work behind it"));
        }
        var reached = Statistics.Median(results["stored"].Select(result => result.Accepted)) / bound;
        Console.WriteLine(reached >= Target ? "target reached" : string.Create(CultureInfo.InvariantCulture, $"target of {Target:P0} missed"));
        return reached >= Target ? 0 : 1;
    }
}
