using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Yaml;

/// <summary>
/// Resolves <c>${NAME}</c>, <c>${NAME:-default}</c> and <c>${file:/path}</c>; <c>$${</c> stands for <c>${</c>. What comes in is not looked at
/// again, so a secret may hold any character.
/// </summary>
internal sealed partial class References(Func<string, string?> environment, Problems problems)
{
    public YamlValue.Text Resolve(YamlValue.Text text) =>
        text.Written.Contains("${", StringComparison.Ordinal)
            ? text with { Value = Reference().Replace(text.Written, match => Resolve(match, text.At)) }
            : text;

    private string Resolve(Match match, Position at)
    {
        if (match.Value == "$${")
            return "${";
        if (match.Groups["path"] is { Success: true } path)
            return FileText(path.Value, at);
        if (match.Groups["name"] is not { Success: true } name)
            return Wrong(at, $"{Shown.Quote(match.Value)} is not a reference; expected ${{NAME}}, ${{NAME:-default}} or ${{file:/path}}");
        var value = environment(name.Value);
        if (match.Groups["default"] is { Success: true } otherwise)
            return string.IsNullOrEmpty(value) ? otherwise.Value : value;
        return value ?? Wrong(at, $"the environment variable {name.Value} is not set; set it, or write ${{{name.Value}:-default}}");
    }

    // Editors end a file with a newline that is no part of the password in it.
    private string FileText(string path, Position at)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            return Wrong(at, $"the file {Shown.Quote(path)} does not exist");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Wrong(at, $"the file {Shown.Quote(path)} cannot be read");
        }
    }

    private string Wrong(Position at, string sentence)
    {
        problems.Error(at, sentence);
        return "";
    }

    [GeneratedRegex(@"\$\$\{|\$\{(?:file:(?<path>[^}]+)\}|(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^${}]*))?\}|[^}]*\}?)")]
    private static partial Regex Reference();
}
