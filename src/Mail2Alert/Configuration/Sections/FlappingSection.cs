using System.Globalization;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>flapping</c> of a route: from when on an alert comes and goes too often to be told each time.</summary>
internal static class FlappingSection
{
    private const string Key = "flapping";
    private const string None = "none";
    private const string Expected = "a mapping such as { changes: 6, within: 1h }, or 'none'";

    // One change is every alert's; and each of them is remembered with each alert.
    private const int Fewest = 2;
    private const int Most = 50;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <param name="route">The route as written.</param>
    /// <param name="inherited">What holds where it says nothing; null to tell each change.</param>
    public static Flapping? Read(Section route, Flapping? inherited)
    {
        if (!route.Has(Key))
            return inherited;
        switch (route.Take(Key))
        {
            case YamlValue.Map map:
                return Written(new Section(map, Key, route.Problems), inherited ?? Flapping.Default);
            case YamlValue.Text { Value: None }:
                return null;
            default:
                route.Problems.Error(route.Where(Key), $"'{Key}' expects {Expected}");
                return inherited;
        }
    }

    private static Flapping Written(Section section, Flapping otherwise)
    {
        var changes = section.Value("changes", otherwise.Changes, $"a number from {Fewest} to {Most}", Count);
        var within = LimitsSection.Days(section, "within", otherwise.Within);
        if (within > Longest)
            section.Problems.Error(section.Where("within"), $"'within' is {WrittenSpan.Of(Longest)} at the most");
        section.Finish();
        return new Flapping(changes, within);
    }

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var changes) && changes is >= Fewest and <= Most ? changes : null;
}
