using System.Globalization;

namespace Mail2Alert.Cli.Reports;

/// <summary>Values in as few characters as a person needs.</summary>
internal static class Brief
{
    /// <summary>The two largest units: <c>3d 4h</c>, <c>5m 10s</c>, <c>0s</c>.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { Days: > 0 } => $"{time.Days}d {time.Hours}h",
        { Hours: > 0 } => $"{time.Hours}h {time.Minutes}m",
        { Minutes: > 0 } => $"{time.Minutes}m {time.Seconds}s",
        _ => $"{Math.Max(0, time.Seconds)}s",
    };

    /// <summary>Octets in a binary unit: <c>512 B</c>, <c>1.5 MiB</c>.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1024 && unit < units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {units[unit]}");
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Text from outside, on one line of bounded width.</summary>
    public static string Text(string text, int most)
    {
        var printable = Printable.Of(text);
        return printable.Length <= most ? printable : $"{printable[..(most - 1)]}…";
    }

    /// <summary><c>1 mail</c>, <c>2 mails</c>; for words that take an s or end in y.</summary>
    public static string Count(long number, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : one.EndsWith('y') ? one[..^1] + "ies" : one + "s")}");
}
