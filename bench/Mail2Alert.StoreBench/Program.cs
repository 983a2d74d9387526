using System.Diagnostics;
using System.Globalization;
using Mail2Alert.StoreBench;

// dotnet run -c Release --project bench/Mail2Alert.StoreBench -- [senders] [mails] [directory]
var senders = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100;
var mails = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000;
var directory = Directory.CreateDirectory(Path.Combine(args.Length > 2 ? args[2] : Path.GetTempPath(), "mail2alert-store-bench")).FullName;
try
{
    var start = Stopwatch.GetTimestamp();
    await using var bench = await StoreBench.OpenAsync(Path.Combine(directory, "bench.db"));
    Console.WriteLine($"opened in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
    await bench.MeasureAsync("keep", senders, mails, bench.KeepAsync);
    await bench.MeasureAsync("keep and decide", senders, mails, bench.KeepDecidedAsync);
    await bench.MeasureAsync("lease and record", 1, mails, bench.LeaseAndRecordAsync);
    await bench.MeasureAsync("figures", 1, 1000, bench.FiguresAsync);
    await bench.MeasureAsync("destinations", 1, 1000, bench.DestinationsAsync);
}
finally
{
    Directory.Delete(directory, recursive: true);
}
