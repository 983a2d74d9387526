using System.Diagnostics;
using System.Globalization;
using Mail2Alert.MailFuzz;

// dotnet run -c Release --project fuzz/Mail2Alert.MailFuzz -- 1000000 [SEED [FIRST]]
const int Piece = 10_000;
if (args.Length is 0 or > 3 || !args.All(arg => int.TryParse(arg, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)))
{
    Console.Error.WriteLine("Usage: Mail2Alert.MailFuzz MAILS [SEED [FIRST]]");
    return 2;
}

int[] numbers = [.. args.Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
var (count, seed, first) = (numbers[0], numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
var mails = MailFuzzing.Mails("tests/Mail2Alert.Tests/Corpus");
var (worst, start) = (MailCost.None, Stopwatch.GetTimestamp());
for (var done = 0; done < count; done += Piece)
{
    worst = worst.Worst(MailFuzzing.Run(mails, seed, Enumerable.Range(first + done, Math.Min(Piece, count - done))));
    if (done % (10 * Piece) == 0)
        Console.WriteLine($"{done + Piece} mails in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
}

using var self = Process.GetCurrentProcess();
Console.WriteLine(
    $"measured: fuzzing mail, seed {seed}, from {first}: {count} mails of {mails.Count} in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, none broke a promise; "
    + $"the slowest {worst.Time.TotalMilliseconds:F0} ms, the hungriest {worst.Allocated / 1048576.0:F1} MiB allocated; "
    + $"the process at most {self.PeakWorkingSet64 / 1048576} MiB");
return 0;
