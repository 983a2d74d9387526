using System.Diagnostics;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>This program once more, as a process of its own.</summary>
internal static class OwnProgram
{
    public static Process Start(params IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Mail2Alert.SideBySide.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
