using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>group</c> of a route: how its alerts are told together.</summary>
internal sealed class GroupSection(WhenCompiler when)
{
    private const string Key = "group";
    private const string None = "none";
    private const string Never = "never";
    private const string AllLabels = "...";
    private const string Expected = "a mapping such as { by: source, wait: 30s }, or 'none'";

    private static readonly string[] ByClock = ["wait", "interval"];

    /// <param name="route">The route as written.</param>
    /// <param name="inherited">What holds where it says nothing; null to tell each alert by itself.</param>
    public Grouping? Read(Section route, Grouping? inherited)
    {
        if (!route.Has(Key))
            return inherited;
        switch (route.Take(Key))
        {
            case YamlValue.Map map:
                return Written(new Section(map, Key, route.Problems), inherited ?? Grouping.Default);
            case YamlValue.Text { Value: None }:
                return null;
            default:
                route.Problems.Error(route.Where(Key), $"'{Key}' expects {Expected}");
                return inherited;
        }
    }

    private Grouping Written(Section group, Grouping otherwise)
    {
        var grouping = otherwise with
        {
            By = group.Has("by") ? By(group) : otherwise.By,
            Wait = group.Value<TimeSpan>("wait", otherwise.Wait, $"0s, or {Durations.Expected}", text => text is "0s" or "0" ? TimeSpan.Zero : Durations.Parse(text)),
            Interval = LimitsSection.Duration(group, "interval", otherwise.Interval),
            Repeat = Repeat(group, otherwise.Repeat),
            Urgent = group.Take("urgent") is { } urgent ? when.Compile(urgent) : otherwise.Urgent,
        };
        grouping = Digested(group, grouping);
        group.Finish();
        return grouping;
    }

    // One that nobody sets would put all alerts into one group, and nobody would see why.
    private List<string>? By(Section group)
    {
        var names = group.Texts("by", $"the name of a label, a list of them, or '{AllLabels}' for each alert by itself");
        if (names.Any(name => name.Value == AllLabels))
            return null;
        foreach (var name in names.Where(name => !when.Fields.Contains(name.Value)))
            group.Problems.Error(name.At, $"there is no label {name.Quoted}{Suggestion.For(name.Value, when.Fields)}");
        return [.. names.Select(name => name.Value)];
    }

    private static TimeSpan? Repeat(Section group, TimeSpan? otherwise)
    {
        if (group.Text("repeat", $"'{Never}', or {Durations.ExpectedLong}") is not { Value: not Never } text)
            return group.Has("repeat") ? null : otherwise;
        if (Durations.ParseLong(text.Value) is { } repeat)
            return repeat;
        group.Problems.Error(text.At, $"'repeat' expects '{Never}', or {Durations.ExpectedLong}, found {text.Quoted}");
        return otherwise;
    }

    // What still fires is not in every digest, unless somebody wants that.
    private static Grouping Digested(Section group, Grouping grouping)
    {
        var times = group.Texts("digest", "a time of day such as '08:00', or a list of them");
        var zone = TimesSection.Zone(group);
        if (times.Count == 0)
        {
            if (zone is not null)
                group.Problems.Error(group.Where("zone"), "'zone' says where the times of day under 'digest' are, and there are none");
            return grouping;
        }
        foreach (var key in ByClock.Where(group.Has))
            group.Problems.Error(group.Where(key), $"a digest is told at times of day; leave out '{key}'");
        return grouping with
        {
            Digest = new Digest([.. times.Select(text => TimeOfDay(text, group.Problems))], zone ?? TimeZoneInfo.Local),
            Repeat = group.Has("repeat") ? grouping.Repeat : null,
        };
    }

    private static TimeOnly TimeOfDay(YamlValue.Text text, Problems problems)
    {
        if (TimeText.TimeOfDay(text.Value) is { } time)
            return time;
        problems.Error(text.At, $"'digest' expects a time of day such as '08:00', found {text.Quoted}");
        return default;
    }
}
