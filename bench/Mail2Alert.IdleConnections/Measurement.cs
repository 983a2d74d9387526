using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Mail2Alert.IdleConnections;

/// <summary>What connections cost that say nothing, and whether a new client notices them.</summary>
internal static class Measurement
{
    private const int Probes = 200;
    private const int AtOnce = 200;

    public static async Task<int> RunAsync(int connections)
    {
        using var receiver = await ReceiverProcess.StartAsync();
        Report($"{connections} idle connections; .NET {Environment.Version}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}");

        // What the first clients cost, code that is compiled above all, is not theirs whom we count.
        await ProbeAsync(receiver.Port);
        Report($"time to banner and to an accepted mail without them: {await ProbeAsync(receiver.Port)}");
        var before = receiver.ResidentBytes;
        var held = await HoldAsync(receiver.Port, connections);
        var delta = receiver.ResidentBytes - before;

        Report($"held: {held.Count}");
        Report($"resident memory: {before / 1024} KiB before, {(before + delta) / 1024} KiB with them: {delta / (double)held.Count / 1024:F1} KiB each");
        Report($"time to banner and to an accepted mail with them: {await ProbeAsync(receiver.Port)}");
        held.ForEach(client => client.Dispose());
        return held.Count == connections ? 0 : 1;
    }

    private static async Task<List<Client>> HoldAsync(int port, int connections)
    {
        var held = new List<Client>(connections);
        foreach (var numbers in Enumerable.Range(0, connections).Chunk(AtOnce))
        {
            held.AddRange(await Task.WhenAll(numbers.Select(number => OpenAsync(port, number))));
        }

        return held;
    }

    private static async Task<Client> OpenAsync(int port, int number)
    {
        var client = await Client.ConnectAsync(port, number);
        await client.ReadBannerAsync();
        return client;
    }

    private static async Task<string> ProbeAsync(int port)
    {
        var (banners, mails) = (new List<double>(), new List<double>());
        for (var i = 0; i < Probes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var client = await Client.ConnectAsync(port, 0);
            await client.ReadBannerAsync();
            banners.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await client.SendMailAsync();
            mails.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"median {At(banners, 0.5):F2} and {At(mails, 0.5):F2} ms, 99th percentile {At(banners, 0.99):F2} and {At(mails, 0.99):F2} ms");
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(share * (times.Count - 1)));

    private static void Report(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
