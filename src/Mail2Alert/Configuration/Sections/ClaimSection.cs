using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>claim</c>: which mail a source reads. Without it, all that no earlier source claims.</summary>
internal static class ClaimSection
{
    private const string Expected = "a mail address such as mail2alert@example.com";

    private static readonly string[] OfMail = ["subject", "text", "header", "any", "all", "not"];

    private static readonly string[] Fields = [.. CommonFields.ByName.Keys.Except(["from", "to"])];

    /// <param name="section">What is written; null where nothing is.</param>
    /// <param name="isOurs">True for what comes with the program.</param>
    public static Claim Read(Section? section, bool isOurs = false)
    {
        if (section is null)
            return new Claim([], []);
        var claim = new Claim(Addresses(section, "to"), Addresses(section, "from")) { Mail = Mail(section, isOurs) };
        if (!section.Entries.Any())
            section.Problems.Error(section.At, "'claim' expects 'to', 'from', 'subject' or others; a source without 'claim' takes every mail");
        section.Finish("peer");
        return claim;
    }

    private static Condition? Mail(Section section, bool isOurs)
    {
        var conditions = new SourceConditions(Fields, section.Problems) { IsOurs = isOurs };
        foreach (var key in OfMail.Concat(Fields))
            section.Take(key);
        var written = section.Entries.Where(entry => OfMail.Contains(entry.Key.Value) || Fields.Contains(entry.Key.Value)).ToList();
        return written.Count switch
        {
            0 => null,
            1 => conditions.Compile(written[0]),
            _ => new Condition.All([.. written.Select(conditions.Compile)]),
        };
    }

    // Some notifiers send from plain 'root', so a domain is not asked for.
    private static List<string> Addresses(Section section, string key)
    {
        var addresses = section.Texts(key, Expected);
        foreach (var text in addresses.Where(text => text.Value.Any(character => char.IsControl(character) || " <>,".Contains(character))))
            section.Problems.Error(text.At, $"'{key}' expects {Expected}, found {text.Quoted}");
        return [.. addresses.Select(text => text.Value)];
    }
}
