using System.Text.RegularExpressions;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Tests.Channels.Templates;

/// <summary>What must hold of a text in a dialect.</summary>
internal static partial class Written
{
    /// <summary>No half of a character, of an entity, of an escape.</summary>
    public static void ShouldBeWhole(string written, string source, Dialect dialect)
    {
        HalfSurrogates(written).ShouldBeLessThanOrEqualTo(HalfSurrogates(source));
        if (dialect == Dialect.Html)
            Entity().Replace(Tag().Replace(written, ""), "").ShouldNotContain('&');
        if (dialect == Dialect.Html)
            Tag().Replace(written, "").ShouldNotContain('<');
        if (dialect == Dialect.Markdown)
            Inert().Replace(written, "").ShouldNotContain('`');
    }

    /// <summary>All but white space.</summary>
    public static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static int HalfSurrogates(string text) => text.Where((c, index) =>
        (char.IsHighSurrogate(c) && !(index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])))
        || (char.IsLowSurrogate(c) && !(index > 0 && char.IsHighSurrogate(text[index - 1])))).Count();

    [GeneratedRegex("&(?:amp|lt|gt|quot|#[0-9]+);")]
    private static partial Regex Entity();

    [GeneratedRegex("<br>|</?b>|<a href=\"[^\"<>]*\">|</a>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\[^A-Za-z0-9\s]")]
    private static partial Regex Inert();
}
