using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Mail2Alert.Crash.Faults;
using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash;

/// <summary>The command line: 0 when all promises were kept, 1 when not.</summary>
internal static class CrashCommand
{
    public static RootCommand Create()
    {
        var kills = new Option<int>("--kills") { Description = "How often the program is killed", DefaultValueFactory = _ => 100 };
        var acknowledge = new Option<Acknowledge>("--acknowledge") { Description = "When it acknowledges mail" };
        var seed = new Option<int>("--seed") { Description = "Of all that is left to chance", DefaultValueFactory = _ => RandomNumberGenerator.GetInt32(1_000_000) };
        var faults = new Option<Fault[]>("--faults") { Description = "What goes wrong under the store", AllowMultipleArgumentsPerToken = true };
        var command = new RootCommand("Kills mail2alert under load, and counts what became of every mail") { kills, acknowledge, seed, faults };
        command.SetAction(async (result, cancellationToken) => await RunAsync(
            new CrashOptions
            {
                Kills = result.GetValue(kills),
                Acknowledge = result.GetValue(acknowledge),
                Seed = result.GetValue(seed),
                Faults = result.GetValue(faults) ?? [],
            },
            result.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CrashOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}"));
        await using var test = await CrashTest.CreateAsync(options, TimeProvider.System, cancellationToken);
        var report = await test.RunAsync(cancellationToken);
        await output.WriteLineAsync(report.ToString());
        return report.IsGood ? 0 : 1;
    }
}
