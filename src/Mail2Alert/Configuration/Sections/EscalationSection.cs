using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>escalate</c> of a route: who is told of what nobody acknowledges, and after how long.</summary>
internal sealed class EscalationSection(bool hasStore, Problems problems)
{
    private const string Example = "{ after: 15m, to: NAME }";

    // An alert that nobody wanted to hear of for a week escalates to nobody either.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <param name="route">The route.</param>
    /// <param name="receiver">Finds the receiver that a text names.</param>
    /// <returns>Null when the route says nothing of it.</returns>
    public IReadOnlyList<EscalationStep>? Read(Section route, Func<YamlValue.Text, Receiver> receiver)
    {
        if (route.Take("escalate") is not { } written)
            return null;
        if (!hasStore)
            problems.Error(written.At, "'escalate' needs a store, in which the alert waits; leave out 'store: none'");
        return [.. YamlRead.Items(written).Select(item => Step(item, receiver)).OfType<EscalationStep>().OrderBy(step => step.After)];
    }

    private EscalationStep? Step(YamlValue item, Func<YamlValue.Text, Receiver> receiver)
    {
        if (item is not YamlValue.Map map)
        {
            problems.Error(item.At, $"'escalate' expects a list of steps such as {Example}, found {item.Kind}");
            return null;
        }
        var section = new Section(map, "escalate", problems);
        var after = After(section);
        var to = section.Text("to", "the name of a receiver, or a target");
        foreach (var key in ((string[])["after", "to"]).Where(key => !section.Has(key)))
            problems.Error(section.At, $"a step of 'escalate' expects '{key}', as in {Example}");
        section.Finish();
        return to is null ? null : new EscalationStep(after, receiver(to));
    }

    private TimeSpan After(Section section)
    {
        var after = LimitsSection.Days(section, "after", TimeSpan.Zero);
        if (after > Longest)
            problems.Error(section.Where("after"), $"'after' is {WrittenSpan.Of(Longest)} at the most");
        return after;
    }
}
