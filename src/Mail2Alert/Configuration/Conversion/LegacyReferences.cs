using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Conversion;

/// <summary><c>$NAME</c> and <c>${NAME}</c> of mail2alert-py as references in our form. There, a variable that is not set left the text as it was.</summary>
internal sealed partial class LegacyReferences(Func<string, string?> environment, Problems problems)
{
    public YamlValue.Text Refer(YamlValue.Text text) => text.Written.Contains('$', StringComparison.Ordinal)
        ? text with { Value = Variable().Replace(text.Written, match => Reference(match, text.At)), IsReference = true }
        : text;

    // Passwords hold a '$', too; but not so often one with the name of a variable behind it.
    private string Reference(Match match, Position at)
    {
        var name = match.Groups["name"].Value;
        if (environment(name) is not null)
            return Name().IsMatch(name) ? $"${{{name}}}" : Literal(match.Value);
        if (!UsualName().IsMatch(name))
            return Literal(match.Value);
        problems.Warning(at, "a '$' here names an environment variable that is not set; it has to be when the new file is read");
        return $"${{{name}}}";
    }

    private static string Literal(string text) => text.Replace("${", "$${", StringComparison.Ordinal);

    [GeneratedRegex(@"\$(?:(?<name>[A-Za-z0-9_]+)|\{(?<name>[^}]*)\})")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]+\z")]
    private static partial Regex UsualName();
}
