using System.Diagnostics;

namespace Mail2Alert.SideBySide.Peers;

/// <summary>slowdisk.c, compiled.</summary>
internal static class SlowDisk
{
    /// <summary>What a flush takes beyond what it takes; slowdisk.c has the same number.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromMilliseconds(5);

    public static async Task<string> CompileAsync(string directory, CancellationToken stop)
    {
        var library = Path.Combine(directory, "slowdisk.so");
        string[] arguments = ["-shared", "-fPIC", "-O2", "-o", library, Path.Combine(AppContext.BaseDirectory, "Peers", "slowdisk.c")];
        using var compiling = Process.Start("cc", arguments);
        await compiling.WaitForExitAsync(stop);
        return compiling.ExitCode == 0 ? library : throw new IOException("slowdisk.c does not compile");
    }

    /// <summary>What a flush of 4 KiB takes on this disk by itself, in milliseconds: the median of 100.</summary>
    public static double Flush(string directory)
    {
        var path = Path.Combine(directory, "flush");
        var times = new List<double>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose))
        {
            var page = new byte[4096];
            for (var i = 0; i < 100; i++)
            {
                var start = Stopwatch.GetTimestamp();
                file.Write(page);
                file.Flush(flushToDisk: true);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        return Statistics.Median(times);
    }
}
