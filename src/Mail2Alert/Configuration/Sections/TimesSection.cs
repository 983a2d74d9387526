using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>times</c>: names for parts of the week and the year, for <c>when: { time: … }</c>.</summary>
internal static class TimesSection
{
    private const string Example = "{ days: mon-fri, hours: '08:00-17:00' }";

    public static IReadOnlyDictionary<string, Matcher.During> Read(Section? section)
    {
        var times = new Dictionary<string, Matcher.During>(StringComparer.Ordinal);
        foreach (var (name, value) in section?.Entries ?? [])
            times[name.Value] = new Matcher.During(name.Value, [.. YamlRead.Items(value).Select(item => Window(item, name, section!.Problems))]);
        return times;
    }

    private static TimeWindow Window(YamlValue written, YamlValue.Text name, Problems problems)
    {
        var everyDay = new TimeWindow(TimeZoneInfo.Local);
        if (written is not YamlValue.Map map)
        {
            problems.Error(written.At, $"the time {name.Quoted} expects a mapping such as {Example}, or a list of them, found {written.Kind}");
            return everyDay;
        }
        var section = new Section(map, name.Value, problems);
        var window = everyDay with
        {
            Zone = Zone(section) ?? TimeZoneInfo.Local,
            Days = Each(section, "days", "days such as mon-fri or 'sat, sun'", TimeText.Days).SelectMany(days => days).ToHashSet(),
            Hours = Each(section, "hours", "hours such as '08:00-17:00' or '22:00-06:00'", TimeText.Hours),
            MonthDays = Each(section, "month-days", "days of the month such as 1..7, or -1 for the last", TimeText.MonthDays),
            Dates = Each(section, "dates", "dates such as 2026-12-24, 12-24..12-26 or 2026-12-24..2027-01-06", TimeText.Dates),
        };
        section.Finish();
        if (map.Entries.All(entry => entry.Key.Value == "zone"))
            problems.Error(map.At, $"the time {name.Quoted} is always; say when, as in {Example}");
        return window;
    }

    /// <summary>The clocks under <c>zone</c>; null when it is not there, or not known, which is then told.</summary>
    public static TimeZoneInfo? Zone(Section section)
    {
        if (section.Text("zone", "a time zone such as Europe/Stockholm or UTC") is not { } text)
            return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text.Value, out var zone))
            return zone;
        section.Problems.Error(text.At, $"this machine knows no time zone {text.Quoted}; names are those of the IANA database, such as Europe/Stockholm");
        return null;
    }

    // A list, or a text with commas, or both.
    private static List<T> Each<T>(Section section, string key, string expected, Func<string, T?> read)
        where T : class
    {
        var found = new List<T>();
        foreach (var text in section.Texts(key, expected))
        {
            foreach (var part in text.Value.Split(',', StringSplitOptions.TrimEntries))
            {
                if (read(part) is { } value)
                    found.Add(value);
                else
                    section.Problems.Error(text.At, $"'{key}' expects {expected}, found {Shown.Quote(part)}");
            }
        }
        return found;
    }
}
