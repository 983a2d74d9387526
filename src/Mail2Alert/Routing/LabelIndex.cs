using System.Collections.Frozen;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>Routes of a level by the values of a label that let them match.</summary>
internal sealed class LabelIndex
{
    private readonly string _label;
    private readonly int[] _all;
    private readonly FrozenDictionary<string, int[]> _byValue;

    /// <param name="label">The label.</param>
    /// <param name="keys">Of each route, what it is looked up by.</param>
    public LabelIndex(string label, IReadOnlyList<Requirement?> keys)
    {
        var entries = keys.SelectMany((key, place) => (key?.OneOf ?? Enumerable.Empty<LabelValue>()).Where(pair => pair.Label == label).Select(pair => (pair.Value, place))).ToList();
        _label = label;
        _all = [.. entries.Select(entry => entry.place).Distinct()];
        _byValue = entries.GroupBy(entry => entry.Value, entry => entry.place, StringComparer.Ordinal)
            .ToFrozenDictionary(value => value.Key, value => value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The places of those that may match, in order. A value that nobody knows may be any.</summary>
    public int[] Candidates(Alert alert) =>
        alert.Labels[_label] is { } value ? _byValue.GetValueOrDefault(value, [])
        : alert.Labels.IsUnknown(_label) ? _all
        : [];
}
