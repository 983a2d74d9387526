using System.Diagnostics;
using System.Globalization;

namespace Mail2Alert.IdleConnections;

/// <summary>The receiver as its client sees it: a port, and the memory that the system counts for it.</summary>
internal sealed class ReceiverProcess(Process process, int port) : IDisposable
{
    public int Port => port;

    /// <summary>Octets of memory that the process occupies (VmRSS).</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static async Task<ReceiverProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "receive")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The receiver did not start.");
        return new ReceiverProcess(process, int.Parse(port, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
