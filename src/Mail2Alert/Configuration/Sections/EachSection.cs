using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>each</c>: where in a mail its several alerts stand. How one of them is read is written as for the whole mail.</summary>
internal sealed class EachSection
{
    private const string Expected = "a regular expression such as '^(?<host>\\S+) is (?<state>up|down)$'";

    private static readonly string[] Ways = ["match", "table", .. DocumentFields.Keys];

    private readonly SourceExpressions _expressions;

    /// <param name="section">What is written.</param>
    /// <param name="isOurs">True for what comes with the program.</param>
    public EachSection(Section section, bool isOurs)
    {
        Section = section;
        _expressions = new SourceExpressions(section.Problems, isOurs);
        Most = LimitsSection.Count(section, "most", Each.DefaultMost, least: 2);
        Rows = Read();
        if (section.Has("each"))
            section.Problems.Error(section.Where("each"), "one of several alerts cannot carry several itself: 'each' does not stand in 'each'");
        if (section.Has("lookups"))
            section.Problems.Error(section.Where("lookups"), "'lookups' stands beside 'each', and is asked for each of the alerts");
    }

    public Section Section { get; }

    public int Most { get; }

    /// <summary>Null when that is not said, or wrong, which is then told.</summary>
    public Rows? Rows { get; }

    private Rows? Read()
    {
        var (match, heading) = (Expression("match", mayFindNothing: true), Expression("heading", mayFindNothing: false));
        var ways = Ways.Where(Section.Has).ToList();
        if (ways.Count != 1)
            Section.Problems.Error(Section.At, $"'each' expects one of {string.Join(", ", Ways)}; 'match' is {Expected}");
        if (heading is not null && !Section.Has("match"))
            Section.Problems.Error(Section.Where("heading"), "'heading' is for 'match': a table or a file says all in its columns");
        return ways.FirstOrDefault() switch
        {
            null => null,
            "match" => match is null ? null : new Rows.Matches(match, heading),
            "table" => new Rows.OfTables(TableColumns.Read(Section, _expressions)),
            var document => new Rows.OfDocument(new DocumentFields(Section, _expressions).Several(document)),
        };
    }

    private Regex? Expression(string key, bool mayFindNothing) =>
        Section.Text(key, Expected) is { } text ? _expressions.Read(text, RegexOptions.Multiline, mayFindNothing) : null;
}
