using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary>Mailrise's <c>!env_var NAME default text</c>.</summary>
internal sealed partial class EnvVar(Func<string, string?> environment, Problems problems)
{
    public const string Tag = "!env_var";

    private const string Expected = "the name of an environment variable, and if wanted a default behind it";

    /// <summary>With the variable's value.</summary>
    public YamlValue.Text Resolve(YamlValue.Text text) => Read(text) is not { } read ? text : text with { Value = Value(read, text.At) };

    /// <summary>As a reference in our form.</summary>
    public YamlValue.Text Refer(YamlValue.Text text) => Read(text) is not { } read ? text : text with { Value = Reference(read, text.At), IsReference = true };

    private string Value((string Name, string? Default) variable, Position at)
    {
        if (environment(variable.Name) is { } value)
            return value;
        if (variable.Default is null)
            problems.Error(at, $"the environment variable {variable.Name} is not set, and there is no default behind it");
        else
            problems.Warning(at, $"the environment variable {variable.Name} is not set; the default behind it is taken");
        return variable.Default ?? "";
    }

    // Our defaults hold none of these, so that where one ends is seen at once.
    private string Reference((string Name, string? Default) variable, Position at)
    {
        if (variable.Default?.AsSpan().ContainsAny("${}") == true)
            problems.Error(at, $"the default of {variable.Name} holds '$', '{{' or '}}', which a default cannot hold here; set the variable, and leave the default out");
        return variable.Default is null ? $"${{{variable.Name}}}" : $"${{{variable.Name}:-{variable.Default}}}";
    }

    private (string Name, string? Default)? Read(YamlValue.Text text)
    {
        if (text.Tag != Tag)
            return null;
        if (Shape().Match(text.Written) is { Success: true } match)
            return (match.Groups["name"].Value, match.Groups["default"] is { Success: true } otherwise ? otherwise.Value : null);
        problems.Error(text.At, $"'{Tag}' expects {Expected}");
        return null;
    }

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:\s+(?<default>.*?))?\s*\z", RegexOptions.Singleline)]
    private static partial Regex Shape();
}
