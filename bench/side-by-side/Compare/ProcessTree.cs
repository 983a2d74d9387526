using System.Globalization;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>A process and all that it started, as the system accounts for them (proc(5)).</summary>
internal static class ProcessTree
{
    // USER_HZ, which is 100 on all machines that these programs come for.
    private const double Ticks = 100;

    /// <summary>Processor time of those that are there, and of those whose end was waited for.</summary>
    public static TimeSpan Processor(int root)
    {
        var all = Read();
        return TimeSpan.FromSeconds(Below(root, all).Sum(process => all[process].Used) / Ticks);
    }

    /// <summary>Octets of memory; what several share counts once (Pss).</summary>
    public static long Memory(int root) => Below(root, Read()).Sum(Memory1);

    /// <summary>Its processes, as they are at this moment.</summary>
    public static IReadOnlyList<Member> Members(int root)
    {
        var all = Read();
        return [.. Below(root, all).Select(process => new Member(process, all[process].Began))];
    }

    /// <summary>Those that are still there: a number may be another process's by now.</summary>
    public static IEnumerable<int> Left(IEnumerable<Member> members)
    {
        var all = Read();
        return members.Where(member => all.TryGetValue(member.Process, out var now) && now.Began == member.Began).Select(member => member.Process);
    }

    /// <summary>The share of the processors' time that the machine below this one took for others, and the total, in ticks (proc_stat(5)).</summary>
    public static (long Stolen, long All) Machine()
    {
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(Number).ToArray();
        return (times[7], times.Sum());
    }

    private static long Memory1(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return 1024 * Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static List<int> Below(int root, Dictionary<int, (int Parent, long Used, long Began)> all)
    {
        var found = new List<int>();
        if (!all.ContainsKey(root))
            return found;
        found.Add(root);
        for (var i = 0; i < found.Count; i++)
            found.AddRange(all.Where(process => process.Value.Parent == found[i]).Select(process => process.Key));
        return found;
    }

    private static Dictionary<int, (int Parent, long Used, long Began)> Read()
    {
        var all = new Dictionary<int, (int, long, long)>();
        foreach (var directory in System.IO.Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var process) && Status(directory) is { } status)
                all[process] = status;
        }
        return all;
    }

    // The name, in brackets, may hold anything.
    private static (int Parent, long Used, long Began)? Status(string directory)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return ((int)Number(fields[1]), fields[11..15].Sum(Number), Number(fields[19]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    /// <param name="Process">Its number.</param>
    /// <param name="Began">When, in ticks.</param>
    internal sealed record Member(int Process, long Began);
}
