using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Legacy;

/// <summary>Python's <c>os.path.expandvars</c>: <c>$NAME</c> and <c>${NAME}</c>, which stay as they are when there is no such variable.</summary>
internal sealed partial class ExpandVars(Func<string, string?> environment, Problems problems)
{
    public YamlValue.Text Expand(YamlValue.Text text) => text.Written.Contains('$', StringComparison.Ordinal)
        ? text with { Value = Variable().Replace(text.Written, match => Value(match, text.At)) }
        : text;

    // The name is not shown: it may be the end of a password with '$' in it.
    private string Value(Match match, Position at)
    {
        if (environment(match.Groups["name"].Value) is { } value)
            return value;
        problems.Warning(at, "a '$' here names an environment variable that is not set; the text is taken as it stands");
        return match.Value;
    }

    [GeneratedRegex(@"\$(?:(?<name>[A-Za-z0-9_]+)|\{(?<name>[^}]*)\})")]
    private static partial Regex Variable();
}
