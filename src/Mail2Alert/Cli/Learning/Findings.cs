namespace Mail2Alert.Cli.Learning;

/// <summary>Everything that samples of one notifier have in common, and what varies in them.</summary>
internal sealed class Findings
{
    // Lines beyond these are a report, and no facts about it.
    private const int MostLines = 12;

    private const int LongestState = 30;

    private const int LongestName = 60;

    private const int LongestValue = 100;

    private readonly List<Found> _fields = [];

    public Findings(IReadOnlyList<Sample> samples)
    {
        Samples = samples;
        Own = Common(sample => sample.Own, all: true).Select(name => (name, OwnName(name))).ToList();
        var inLines = Common(sample => sample.Lines, all: false).Take(MostLines).ToList();
        Lines = [.. inLines.Select(key => (key, FieldName.Of(key))).DistinctBy(line => line.Item2)];
        States = [.. Own.Where(own => IsState(sample => sample.Own.GetValueOrDefault(own.Field))).Concat(Lines.Where(line => IsState(sample => sample.Lines.GetValueOrDefault(line.Key)))).Select(one => one.Item2)];
        Shapes = [.. Learning.Shapes.Of(samples.Select(sample => sample.Subject).Distinct().Select(Subject)).Select(shape => shape.WithThing()).Select(shape => (shape, ColumnNames.Of(shape)))];
        // In the order in which a source looks for them: what is found first counts.
        foreach (var (field, name) in Own)
            Add(name, Values(sample => sample.Own.GetValueOrDefault(field)), FieldName.IsOfThing(name), States.Contains(name));
        foreach (var (shape, names) in Shapes)
            AddColumns(shape, names);
        foreach (var (key, name) in Lines)
            Add(name, Values(sample => sample.Lines.GetValueOrDefault(key)), FieldName.IsOfThing(name) && AreNames(key), States.Contains(name));
    }

    public IReadOnlyList<Sample> Samples { get; }

    /// <summary>Header fields of the notifier's own that all samples have, and the fields that they become.</summary>
    public IReadOnlyList<(string Field, string Name)> Own { get; }

    /// <summary>What stands before the colon in lines of most samples, and the fields that they become.</summary>
    public IReadOnlyList<(string Key, string Name)> Lines { get; }

    public IReadOnlyList<(Shape Shape, IReadOnlyDictionary<int, string> Names)> Shapes { get; }

    public IReadOnlyList<Found> Fields => _fields;

    /// <summary>Of header fields and lines, those that say how something stands.</summary>
    private HashSet<string> States { get; }

    // A word or two each time, of which some are known.
    private bool IsState(Func<Sample, string?> of)
    {
        var values = Samples.Select(of).OfType<string>().ToList();
        return values.Exists(value => StateMeaning.Of(value) != StateMeaning.Nothing) && values.TrueForAll(value => value.Length < LongestState && char.IsLetter(value[0]) && value.Count(char.IsWhiteSpace) < 2);
    }

    private IEnumerable<string> Common(Func<Sample, IReadOnlyDictionary<string, string>> of, bool all) => Samples
        .SelectMany(sample => of(sample).Keys)
        .GroupBy(key => key, StringComparer.OrdinalIgnoreCase)
        .Where(key => all ? key.Count() == Samples.Count : key.Count() * 5 >= Samples.Count * 3)
        .Select(key => key.Key);

    // X-Jenkins-Job is the job.
    private static string OwnName(string field) => FieldName.Of(field.Split('-') is [_, _, _, ..] parts ? string.Join('-', parts[2..]) : field);

    private (string, IReadOnlyList<Token>) Subject(string subject) => (subject, Tokens.Of(subject, Known(Samples.First(sample => sample.Subject == subject))));

    // By value. A number or a plain word that stands in the subject, too, may stand there for another reason.
    private Dictionary<string, (string Field, bool IsState)> Known(Sample sample)
    {
        var known = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
        var named = Own.Select(field => (field.Name, Value: sample.Own[field.Field]))
            .Concat(Lines.Select(line => (line.Name, Value: sample.Lines.GetValueOrDefault(line.Key) ?? "")));
        foreach (var (name, value) in named.OrderByDescending(one => FieldName.IsOfThing(one.Name)))
        {
            if (States.Contains(name) || FieldName.IsOfThing(name) || value.Any(letter => !char.IsLower(letter)))
                Add(known, value, name);
        }
        return known;
    }

    private void Add(Dictionary<string, (string, bool)> known, string value, string name)
    {
        if (value.Length is > 1 and < LongestValue && value.Any(char.IsLetter) && (char.IsLetterOrDigit(value[0]) || value[0] == '/'))
            known.TryAdd(value, (name, States.Contains(name)));
    }

    private Dictionary<int, string> Values(Func<Sample, string?> of) => Enumerable.Range(0, Samples.Count)
        .Where(number => of(Samples[number]) is not null)
        .ToDictionary(number => number, number => of(Samples[number])!);

    private void AddColumns(Shape shape, IReadOnlyDictionary<int, string> names)
    {
        foreach (var (at, name) in names)
        {
            var column = shape.Columns[at];
            Add(
                name,
                Values(sample => Place(shape, sample) is var subject and >= 0 ? column.Texts[subject] : null),
                column.IsOfThing && name is not ("number" or ColumnNames.Before) && !column.Texts.All(text => char.IsDigit(text[0]) && column.Kind == TokenKind.Known),
                column.IsState && name != ColumnNames.Before);
        }
    }

    // A sentence is no name.
    private bool AreNames(string key) => Samples.All(sample => sample.Lines.GetValueOrDefault(key) is not { } value || (value.Length <= LongestName && value[0] != '<' && value[0] != '('));

    private static int Place(Shape shape, Sample sample) => shape.Subjects.ToList().IndexOf(sample.Subject);

    private void Add(string name, Dictionary<int, string> values, bool isOfThing, bool mayBeState)
    {
        var at = _fields.FindIndex(field => field.Name == name);
        if (at < 0)
        {
            _fields.Add(new Found(name, values, isOfThing, mayBeState));
            return;
        }
        var both = new Dictionary<int, string>(_fields[at].Values);
        foreach (var (number, value) in values)
            both.TryAdd(number, value);
        _fields[at] = _fields[at] with { Values = both, IsOfThing = _fields[at].IsOfThing || isOfThing, MayBeState = _fields[at].MayBeState || mayBeState };
    }
}
