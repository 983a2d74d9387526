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
        var entries =
            (from place in Enumerable.Range(0, keys.Count)
             from pair in keys[place]?.OneOf ?? Enumerable.Empty<LabelValue>()
             where pair.Label == label
             select (pair.Value, Place: place)).ToList();
        _label = label;
        _all = [.. entries.Select(entry => entry.Place).Distinct()];
        _byValue = entries.GroupBy(entry => entry.Value, entry => entry.Place, StringComparer.Ordinal)
            .ToFrozenDictionary(value => value.Key, value => value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The places of those that may match, in order. A value that nobody knows may be any.</summary>
    public int[] Candidates(Alert alert) =>
        alert.Labels[_label] is { } value ? _byValue.GetValueOrDefault(value, [])
        : alert.Labels.IsUnknown(_label) ? _all
        : [];
}
