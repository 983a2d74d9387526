using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Conversion;

/// <summary>Writes values as a file: what stood in one line and is short goes in one line, the rest is indented.</summary>
internal sealed class YamlPrinter
{
    private const int Widest = 100;

    private readonly List<PrintedLine> _lines = [];

    private YamlPrinter()
    {
    }

    /// <summary>The keys of a file, with an empty line before and behind each that has more than one line.</summary>
    public static IReadOnlyList<PrintedLine> Print(YamlValue.Map file)
    {
        var printer = new YamlPrinter();
        var wasLong = false;
        foreach (var entry in file.Entries)
        {
            var before = printer._lines.Count;
            printer.PrintEntry("", "", entry);
            var isLong = printer._lines.Count > before + 1;
            if (before > 0 && (isLong || wasLong))
                printer._lines.Insert(before, new PrintedLine("", new HashSet<int>()));
            wasLong = isLong;
        }
        return printer._lines;
    }

    private void PrintEntry(string first, string indentation, YamlEntry entry)
    {
        var key = $"{first}{Key(entry)}:";
        if (Flow(entry.Value) is { } flow && key.Length + flow.Length < Widest)
        {
            Add($"{key} {flow}", [entry.Key, entry.Value]);
            return;
        }
        Add(key, [entry.Key]);
        PrintBelow($"{indentation}  ", entry.Value);
    }

    private void PrintBelow(string indentation, YamlValue value)
    {
        if (value is YamlValue.Map map)
            PrintMap(indentation, indentation, map);
        else if (value is YamlValue.List list)
            PrintList(indentation, list);
        else
            Add($"{indentation}{Flow(value)}", [value]);
    }

    private void PrintMap(string first, string indentation, YamlValue.Map map)
    {
        foreach (var entry in map.Entries)
        {
            PrintEntry(first, indentation, entry);
            first = indentation;
        }
    }

    private void PrintList(string indentation, YamlValue.List list)
    {
        foreach (var item in list.Items)
        {
            if (Flow(item) is { } flow && (flow.Length < Widest || item is not YamlValue.Map))
                Add($"{indentation}- {flow}", [item]);
            else if (item is YamlValue.Map map)
                PrintMap($"{indentation}- ", $"{indentation}  ", map);
            else
                PrintNested(indentation, item);
        }
    }

    private void PrintNested(string indentation, YamlValue list)
    {
        Add($"{indentation}-", []);
        PrintBelow($"{indentation}  ", list);
    }

    // References are of values only.
    private static string Key(YamlEntry entry) => PrintedText.Of(entry.Key with { IsReference = true });

    // Null for what does not go in one line.
    private static string? Flow(YamlValue value) => value switch
    {
        YamlValue.Text text => PrintedText.Of(text),
        YamlValue.List { Items.Count: 0 } => "[]",
        YamlValue.Map { Entries.Count: 0 } => "{}",
        _ when Lines(value).Distinct().Count() > 1 => null,
        YamlValue.List list => Joined("[", list.Items.Select(Flow), "]"),
        YamlValue.Map map => Joined("{ ", map.Entries.Select(entry => Flow(entry.Value) is { } flow ? $"{Key(entry)}: {flow}" : null), " }"),
        _ => null,
    };

    private static string? Joined(string begin, IEnumerable<string?> parts, string end) =>
        parts.ToList() is var all && all.Contains(null) ? null : $"{begin}{string.Join(", ", all)}{end}";

    private static IEnumerable<int> Lines(YamlValue value) => value switch
    {
        YamlValue.List list => list.Items.SelectMany(Lines),
        YamlValue.Map map => map.Entries.SelectMany(entry => Lines(entry.Value).Prepend(entry.Key.At.Line)),
        _ => [value.At.Line],
    };

    private void Add(string text, IEnumerable<YamlValue> said) => _lines.Add(new PrintedLine(text, said.SelectMany(Lines).ToHashSet()));
}
