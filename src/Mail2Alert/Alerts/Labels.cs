using System.Collections;
using System.Collections.Immutable;

namespace Mail2Alert.Alerts;

/// <summary>
/// Names and values that rules can match. A label whose lookup failed is not missing but <em>unknown</em>, with the reason: what depends on it
/// can be neither affirmed nor denied.
/// </summary>
internal sealed class Labels : IEnumerable<KeyValuePair<string, string>>
{
    public static Labels Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), []);

    private readonly ImmutableSortedDictionary<string, string> _known;
    private readonly ImmutableDictionary<string, string> _unknown;

    private Labels(ImmutableSortedDictionary<string, string> known, ImmutableDictionary<string, string> unknown) =>
        (_known, _unknown) = (known, unknown);

    /// <summary>The value, or null when the alert has no such label or nobody knows it.</summary>
    public string? this[string name] => _known.GetValueOrDefault(name);

    /// <summary>Names of the labels that could not be looked up, and why.</summary>
    public IReadOnlyDictionary<string, string> Unknown => _unknown;

    public bool IsUnknown(string name) => !_unknown.IsEmpty && _unknown.ContainsKey(name);

    /// <summary>The same labels with one more, or one replaced; a null value changes nothing.</summary>
    public Labels With(string name, string? value) => value is null ? this : new(_known.SetItem(name, value), _unknown.Remove(name));

    public Labels WithUnknown(string name, string why) => new(_known.Remove(name), _unknown.SetItem(name, why));

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _known.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', _known.Select(label => $"{label.Key}={label.Value}"));
}
