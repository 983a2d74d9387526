using Mail2Alert.Channels;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Legacy;

/// <summary><c>actions</c> of a rule: <c>mailto:ADDRESS</c>, <c>slack:PLACE[:STYLE]</c>, split at every colon.</summary>
internal sealed class LegacyActions(TargetReader targets, Problems problems)
{
    public IReadOnlyList<Target> Read(Section rule)
    {
        var actions = rule.Take("actions") is null ? [] : rule.Texts("actions", "an action such as mailto:name@example.com");
        if (actions.Count == 0)
            problems.Warning(rule.At, "a rule without 'actions' tells nobody");
        return [.. actions.SelectMany(Read).Distinct()];
    }

    /// <summary>An action as a target, right or wrong; null for what had no effect.</summary>
    public static string? Target(string action) => action.Split(':') switch
    {
        ["mailto", var address, ..] => $"mailto:{address}",
        ["slack", var place] => Slack(place),
        ["slack", var place, var style] => $"{Slack(place)}:{style}",
        ["mailto" or "slack", ..] => action,
        _ => null,
    };

    private IReadOnlyList<Target> Read(YamlValue.Text text) =>
        Target(text.Value) is { } target ? targets.Read(text with { Value = target }) : Ignored(text);

    // Slack took a channel without its '#' too.
    private static string Slack(string place) =>
        TargetGrammar.Parse($"slack:{place}").Mistake is null ? $"slack:{place}" : $"slack:#{place.TrimStart('#')}";

    private IReadOnlyList<Target> Ignored(YamlValue.Text text)
    {
        problems.Warning(text.At, $"{Shown.QuoteScheme(text.Written)} is no action and has no effect; known are mailto: and slack:");
        return [];
    }
}
