using System.Collections.Frozen;

namespace Mail2Alert.Sources.Declared;

/// <summary>What templates can do with a field. None of them fails: of a field that is missing nothing can be made, and it stays missing.</summary>
internal static class Filters
{
    public static FrozenDictionary<string, Filter> ByName { get; } = new[]
    {
        Filter.Of("lower", "in small letters", text => text.ToLowerInvariant()),
        Filter.Of("upper", "in capitals", text => text.ToUpperInvariant()),
        Filter.Of("joined", "on one line, with a comma for each line end", text => string.Join(", ", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))),
        Filter.Of("trim", "without spaces around it", text => text.Trim()),
        Filter.Of("short", "up to the first dot: `web1` of `web1.example.com`", text => text.Split('.', 2)[0]),
        Filter.Of("plain", "without what varies: numbers and times", FallbackKey.Strip),
        new Filter("replace", 3, "with the second text for each of the first", given =>
            given is [string text, string { Length: > 0 } old, string with] ? text.Replace(old, with, StringComparison.Ordinal) : given[0]),
        new Filter("first", 2, "the first of them that is there and not empty", given =>
            given.FirstOrDefault(value => value is string { Length: > 0 }) ?? given[^1]),
    }.ToFrozenDictionary(filter => filter.Name, StringComparer.Ordinal);
}

/// <summary>One thing to do with a field.</summary>
/// <param name="Name">As written in templates.</param>
/// <param name="Least">How many arguments it needs.</param>
/// <param name="Meaning">In words.</param>
/// <param name="Apply">Takes at least that many; a missing field is no string.</param>
internal sealed record Filter(string Name, int Least, string Meaning, Func<object?[], object?> Apply)
{
    public static Filter Of(string name, string meaning, Func<string, string> apply) =>
        new(name, 1, meaning, given => given[0] is string text ? apply(text) : given[0]);
}
