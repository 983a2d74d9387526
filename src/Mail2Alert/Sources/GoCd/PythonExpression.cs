using System.Text.RegularExpressions;

namespace Mail2Alert.Sources.GoCd;

/// <summary>A regular expression as mail2alert-py's users wrote it for Python's <c>re</c>.</summary>
internal sealed partial class PythonExpression
{
    // Only for look-around and back-references, which cannot run in linear time.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;
    private readonly string _group;

    private PythonExpression(string pattern)
    {
        _regex = Parse(BackReference().Replace(pattern.Replace("(?P<", "(?<", StringComparison.Ordinal), @"\k<${name}>"));
        _group = FirstGroup(pattern);
    }

    /// <exception cref="FormatException">It is no regular expression.</exception>
    public static PythonExpression Compile(string pattern)
    {
        try
        {
            return new PythonExpression(pattern);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"'{pattern}' is not a regular expression: {error.Message}", error);
        }
    }

    /// <summary>
    /// What the first group captured where the expression is found in the text; all that was found when it has no group. Null when it is not
    /// found.
    /// </summary>
    /// <exception cref="RegexMatchTimeoutException">It took too long.</exception>
    public string? Capture(string text) => _regex.Match(text).Groups[_group] is { Success: true } group ? group.Value : null;

    private static Regex Parse(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeLimit);
        }
    }

    // .NET numbers named groups after all others, Python counts both from the left.
    private static string FirstGroup(string pattern) => GroupStart().Match(pattern) switch
    {
        { Success: false } => "0",
        { Groups: var groups } when groups["name"].Success => groups["name"].Value,
        _ => "1",
    };

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\((?:(?!\?)|\?P?<(?<name>\w+)>)")]
    private static partial Regex GroupStart();

    [GeneratedRegex(@"\(\?P=(?<name>\w+)\)")]
    private static partial Regex BackReference();
}
