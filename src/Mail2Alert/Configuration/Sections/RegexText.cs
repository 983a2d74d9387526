using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The user's own expressions, which must not be able to stop a mail.</summary>
internal static class RegexText
{
    /// <summary>A <c>/regular expression/</c>; null when it is none, which is then told.</summary>
    public static Regex? Read(YamlValue.Text text, string key, RegexOptions options, Problems problems, bool isOurs = false)
    {
        if (text.Value.Length < 3 || !text.Value.EndsWith('/'))
        {
            var hint = options.HasFlag(RegexOptions.IgnoreCase) ? "" : "; (?i) ignores case";
            problems.Error(text.At, $"'{key}' expects a regular expression between '/' and '/', found {text.Quoted}{hint}");
            return null;
        }
        var (expression, mistake) = UserExpression.Parse(text.Value[1..^1], options, isOurs);
        if (expression is null)
            problems.Error(text.At, $"{text.Quoted} is not a regular expression: {mistake}");
        return expression;
    }
}
