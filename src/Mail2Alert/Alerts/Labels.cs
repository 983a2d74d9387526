using System.Collections;
using System.Collections.Immutable;

namespace Mail2Alert.Alerts;

/// <summary>
/// Names and values that rules can match. A label whose lookup failed is not missing but <em>unknown</em>, with the reason: what depends on it
/// can be neither affirmed nor denied.
/// </summary>
/// <remarks>An alert has a dozen or two: in order in one array, they are found as fast as in a tree, and take a third of its memory.</remarks>
internal sealed class Labels : IEnumerable<KeyValuePair<string, string>>
{
    public static Labels Empty { get; } = new([], ImmutableDictionary<string, string>.Empty);

    // By name, ordinally.
    private readonly KeyValuePair<string, string>[] _known;
    private readonly ImmutableDictionary<string, string> _unknown;

    private Labels(KeyValuePair<string, string>[] known, ImmutableDictionary<string, string> unknown) => (_known, _unknown) = (known, unknown);

    /// <summary>The value, or null when the alert has no such label or nobody knows it.</summary>
    public string? this[string name] => Find(_known, name) is var place and >= 0 ? _known[place].Value : null;

    /// <summary>Names of the labels that could not be looked up, and why.</summary>
    public IReadOnlyDictionary<string, string> Unknown => _unknown;

    public bool IsUnknown(string name) => !_unknown.IsEmpty && _unknown.ContainsKey(name);

    /// <summary>The same labels with one more, or one replaced; a null value changes nothing.</summary>
    public Labels With(string name, string? value) => value is null ? this : With((name, value));

    /// <summary>The same labels with these, one after the other; a null value changes nothing.</summary>
    public Labels With(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var known = new KeyValuePair<string, string>[_known.Length + more.Length];
        var (count, unknown) = (_known.Length, _unknown);
        _known.CopyTo(known, 0);
        foreach (var (name, value) in more)
        {
            if (value is null)
                continue;
            var place = Find(known.AsSpan(0, count), name);
            if (place < 0)
            {
                place = ~place;
                known.AsSpan(place, count++ - place).CopyTo(known.AsSpan(place + 1));
            }
            known[place] = KeyValuePair.Create(name, value);
            unknown = unknown.Remove(name);
        }
        return new Labels(count == known.Length ? known : known[..count], unknown);
    }

    public Labels WithUnknown(string name, string why) =>
        new([.. _known.Where(label => label.Key != name)], _unknown.SetItem(name, why));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_known).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', _known.Select(label => $"{label.Key}={label.Value}"));

    // The place of a name, or the complement of where it would be.
    private static int Find(ReadOnlySpan<KeyValuePair<string, string>> labels, string name)
    {
        var (from, to) = (0, labels.Length - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            var order = string.CompareOrdinal(labels[middle].Key, name);
            if (order == 0)
                return middle;
            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }
        return ~from;
    }
}
