using System.Globalization;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>One run of the generator as a process of its own.</summary>
internal static class GeneratorProcess
{
    public static async Task<LoadReport> RunAsync(LoadOptions options, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(options.WarmUp + options.Seconds + options.Grace + 20));
        using var process = OwnProgram.Start(Arguments(options));
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new IOException("The generator said nothing");
            await process.WaitForExitAsync(limit.Token);
            return Json.Read<LoadReport>(line);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static IEnumerable<string> Arguments(LoadOptions options)
    {
        yield return "generate";
        foreach (var (name, value) in new (string, IFormattable)[]
        {
            ("--port", options.Port), ("--senders", options.Senders), ("--seconds", options.Seconds), ("--warm-up", options.WarmUp),
            ("--size", options.Size), ("--rate", options.Rate), ("--first", options.First),
        })
        {
            yield return name;
            yield return value.ToString(null, CultureInfo.InvariantCulture);
        }
        if (options.OneEach)
            yield return "--one-each";
        if (options.Pipelining)
            yield return "--pipelining";
        if (options.Bystander)
            yield return "--bystander";
        if (options.Ledger is not { } ledger)
            yield break;
        yield return "--ledger";
        yield return ledger;
    }
}
