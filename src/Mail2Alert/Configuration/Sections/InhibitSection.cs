using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>inhibit</c>: what keeps others quiet while it fires.</summary>
/// <param name="when">Compiles conditions on what is remembered of alerts.</param>
/// <param name="labels">Known names of labels.</param>
/// <param name="hasStore">Whether there is a store, in which quiet alerts wait.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class InhibitSection(WhenCompiler when, IEnumerable<string> labels, bool hasStore, Problems problems)
{
    private const string Example = "{ while: { severity: critical }, quiet: { severity: warning }, equal: [ source ] }";

    public IReadOnlyList<InhibitRule> Read(YamlValue? written)
    {
        if (written is null)
            return [];
        if (!hasStore)
            problems.Error(written.At, "'inhibit' needs a store, in which quiet alerts wait; leave out 'store: none'");
        return [.. YamlRead.Items(written).Select(Rule).OfType<InhibitRule>()];
    }

    private InhibitRule? Rule(YamlValue item)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'inhibit' expects a list of rules such as {Example}, found {item.Kind}");
            return null;
        }
        var section = new Section(map, "inhibit", problems);
        var rule = new InhibitRule(Condition(section, "while"), Condition(section, "quiet"), Equal(section));
        section.Finish();
        return rule;
    }

    // A rule without a condition would keep everything quiet.
    private Matcher Condition(Section section, string key)
    {
        var written = section.Take(key);
        if (written is null or YamlValue.Map { Entries.Count: 0 })
            problems.Error(section.Where(key), $"a rule of 'inhibit' expects conditions under '{key}', as in {Example}");
        return when.Compile(written);
    }

    private IReadOnlyList<string> Equal(Section section)
    {
        var names = section.Texts("equal", "names of labels");
        foreach (var name in names.Where(name => !labels.Contains(name.Value)))
            problems.Error(name.At, $"there is no label {name.Quoted}{Suggestion.For(name.Value, labels)}");
        return [.. names.Select(name => name.Value).Distinct()];
    }
}
