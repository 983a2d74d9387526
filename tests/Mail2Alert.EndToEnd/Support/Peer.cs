using System.Diagnostics;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>Another program, run to its end.</summary>
internal static class Peer
{
    public static async Task<Finished> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string input = "",
        string? directory = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(program, arguments, directory, environment);
        var limit = Patience.Token;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit);
            var error = process.StandardError.ReadToEndAsync(limit);
            await FeedAsync(process, input);
            await process.WaitForExitAsync(limit);
            return new Finished(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Starts it with all three streams in our hands.</summary>
    public static Process Start(
        string program, IEnumerable<string> arguments, string? directory, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Where a Debian program is. Outside CI its absence skips the test; there it is a failure.</summary>
    public static string Find(params string[] places)
    {
        var found = places.FirstOrDefault(File.Exists);
        Require(found is not null, $"{places[0]} is not installed");
        return found!;
    }

    /// <summary>Skips a test that cannot run on this machine; in CI everything must run.</summary>
    public static void Require(bool met, string otherwise)
    {
        if (met)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(otherwise);
        Assert.Skip(otherwise);
    }

    // A program may end without reading what it was given.
    private static async Task FeedAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException exception)
        {
            TestContext.Current.SendDiagnosticMessage(exception.Message);
        }
    }
}

internal sealed record Finished(int ExitCode, string Output, string Error);
