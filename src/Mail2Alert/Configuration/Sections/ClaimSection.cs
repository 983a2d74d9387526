using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>claim</c>: which mail a source reads. Without it, all that no earlier source claims.</summary>
internal static class ClaimSection
{
    private const string Expected = "a mail address such as mail2alert@example.com";

    public static Claim Read(Section? section)
    {
        if (section is null)
            return new Claim([], []);
        var claim = new Claim(Addresses(section, "to"), Addresses(section, "from"));
        if (!section.Has("to") && !section.Has("from"))
            section.Problems.Error(section.At, "'claim' expects 'to', 'from' or both; a source without 'claim' takes every mail");
        section.Finish("subject", "header", "peer");
        return claim;
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
