using Cronos;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;

namespace Mail2Alert.Configuration.Sections;

/// <summary>What a source's silence means: <c>expect</c>, mail that must come, and <c>resolve-after</c>.</summary>
internal sealed class ExpectSection(WhenCompiler when, bool hasStore, Problems problems)
{
    private const string Example = "{ every: 1d, grace: 2h }";

    private readonly List<Expectation> _expectations = [];
    private readonly Dictionary<string, TimeSpan> _resolveAfter = new(StringComparer.Ordinal);

    public IReadOnlyList<Expectation> Expectations => _expectations;

    /// <summary>By source.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ResolveAfter => _resolveAfter;

    /// <summary>Of all sources.</summary>
    public void Read(Section? sources)
    {
        foreach (var (name, value) in sources?.Entries ?? [])
        {
            if (value is YamlValue.Map map)
                Read(name.Value, new Section(map, name.Value, problems));
        }
    }

    private void Read(string name, Section source)
    {
        if (source.Take("resolve-after") is { } after)
        {
            _resolveAfter[name] = LimitsSection.Days(source, "resolve-after", TimeSpan.FromDays(1));
            if (!hasStore)
                problems.Error(after.At, "'resolve-after' needs a store, to know after a restart what fires; set `store`");
        }
        if (source.Take("expect") is { } written)
            Read(name, written);
    }

    private void Read(string source, YamlValue written)
    {
        if (!hasStore)
            problems.Error(written.At, "'expect' needs a store, to know after a restart what came before; set `store`");
        foreach (var item in YamlRead.Items(written))
        {
            if (item is YamlValue.Map map)
                Add(source, new Section(map, "expect", problems));
            else
                problems.Error(item.At, $"'expect' expects a mapping such as {Example}, or a list of them, found {item.Kind}");
        }
    }

    private void Add(string source, Section section)
    {
        var name = section.Text("name");
        var times = Times(section);
        var expectation = new Expectation(
            name?.Value ?? source,
            source,
            section.Take("when") is { } condition ? when.Compile(condition) : Good,
            times ?? new ExpectedTimes.Every(TimeSpan.FromDays(1)),
            LimitsSection.Days(section, "grace", TimeSpan.FromHours(1)),
            section.Value("severity", Severity.Error, SeverityText.Expected, SeverityText.Parse));
        section.Finish();
        if (_expectations.Exists(other => other.Name == expectation.Name))
            problems.Error(name?.At ?? section.At, $"there is an expectation {Shown.Quote(expectation.Name)} already; give this one a 'name' of its own");
        else
            _expectations.Add(expectation);
    }

    // What says that something is wrong is not the mail that people wait for.
    private static Matcher Good { get; } = new Matcher.Not(new Matcher.OneOf("status", new HashSet<string>(StringComparer.Ordinal) { "firing" }));

    private static ExpectedTimes? Times(Section section)
    {
        var cron = section.Text("cron", "a cron expression such as '0 6 * * 1-5'");
        var zone = TimesSection.Zone(section);
        if (section.Has("cron") == section.Has("every"))
            section.Problems.Error(section.At, $"'expect' expects either 'every' or 'cron', as in {Example}");
        else if (zone is not null && cron is null)
            section.Problems.Error(section.Where("zone"), "'zone' is for 'cron'; 'every' needs none");
        if (section.Has("every"))
            return new ExpectedTimes.Every(LimitsSection.Days(section, "every", TimeSpan.FromDays(1)));
        return cron is null ? null : Cron(section, cron, zone ?? TimeZoneInfo.Local);
    }

    private static ExpectedTimes.Cron? Cron(Section section, YamlValue.Text written, TimeZoneInfo zone)
    {
        if (CronExpression.TryParse(written.Value, CronFormat.Standard, out var expression))
            return new ExpectedTimes.Cron(expression, zone, written.Value);
        section.Problems.Error(written.At, $"'cron' expects five fields (minute, hour, day, month, weekday) such as '0 6 * * 1-5', found {written.Quoted}");
        return null;
    }
}
