using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>Our generator and sink beside Postfix's <c>smtp-source</c> and <c>smtp-sink</c>, in mails of 1 KB a second.</summary>
internal sealed record CrossCheck(string Pair, double Twenty, double Hundred)
{
    private const int Mails = 25_000;

    public static async Task<IReadOnlyList<CrossCheck>> RunAsync(CancellationToken stop)
    {
        using var ours = await SinkProcess.StartAsync(stop);
        var port = FreePort.Next();
        // Whoever is root must say who else it is to be.
        using var theirs = Process.Start("/usr/sbin/smtp-sink", [.. Environment.IsPrivilegedProcess ? (string[])["-u", "nobody"] : [], string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "1024"]);
        try
        {
            if (!await Patience.UntilAsync(() => ListensAsync(port, stop), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(20), stop))
                throw new IOException("smtp-sink does not accept mail");
            return
            [
                new("ours, ours", await OursAsync(20, ours.Port, stop), await OursAsync(100, ours.Port, stop)),
                new("ours, smtp-sink", await OursAsync(20, port, stop), await OursAsync(100, port, stop)),
                new("smtp-source, ours", await TheirsAsync(20, ours.Port, stop), await TheirsAsync(100, ours.Port, stop)),
                new("smtp-source, smtp-sink", await TheirsAsync(20, port, stop), await TheirsAsync(100, port, stop)),
            ];
        }
        finally
        {
            theirs.Kill();
            await theirs.WaitForExitAsync(stop);
        }
    }

    private static async Task<double> OursAsync(int senders, int port, CancellationToken stop) =>
        (await GeneratorProcess.RunAsync(new LoadOptions { Port = port, Senders = senders, Seconds = 2, WarmUp = 0.5 }, stop)).Rate;

    private static async Task<double> TheirsAsync(int senders, int port, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        string[] arguments = ["-d", "-l", "1024", "-s", Text(senders), "-m", Text(Mails), $"127.0.0.1:{Text(port)}"];
        var start = Stopwatch.GetTimestamp();
        using var source = Process.Start("/usr/sbin/smtp-source", arguments);
        try
        {
            await source.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!source.HasExited)
                source.Kill();
        }
        return Mails / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> ListensAsync(int port, CancellationToken stop)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port, stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
