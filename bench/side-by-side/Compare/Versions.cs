using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>What was compared, and on what.</summary>
internal static class Versions
{
    public static async Task<string> ReadAsync(CompareOptions options, CancellationToken stop)
    {
        var debian = await SaidAsync("dpkg-query", ["--show", "--showformat", "${Package} ${Version}, ", "postfix", "python3-aiosmtpd"], stop);
        var node = await SaidAsync("node", ["--version"], stop);
        return $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; {debian}Haraka {Package("Haraka")} and smtp-server {Package("smtp-server")} on Node.js {node}.";

        string? Package(string name) => Path.Combine(options.Packages, "node_modules", name, "package.json") is var file && File.Exists(file)
            ? JsonNode.Parse(File.ReadAllText(file))?["version"]?.ToString()
            : "(none)";
    }

    private static async Task<string> SaidAsync(string program, IEnumerable<string> arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return said.Trim(' ', '\n') is { Length: > 0 } words ? words.EndsWith(',') ? words + " " : words : "";
    }
}
