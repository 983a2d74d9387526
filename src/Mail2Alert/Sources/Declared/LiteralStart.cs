using System.Text;
using System.Text.RegularExpressions;

namespace Mail2Alert.Sources.Declared;

/// <summary>
/// What every match of an expression begins with, at the beginning of the text: of <c>^SMART error \(</c> it is <c>SMART error (</c>. Most mails
/// are not of most notifiers, and this says so a hundred times faster than the expression.
/// </summary>
internal static class LiteralStart
{
    /// <returns>Empty where there is none, or it is not certain.</returns>
    public static string Of(Regex expression)
    {
        const RegexOptions other = RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace;
        var pattern = expression.ToString();
        return pattern.StartsWith('^') && (expression.Options & other) == 0 && !HasAlternatives(pattern) ? Read(pattern.AsSpan(1)) : "";
    }

    private static string Read(ReadOnlySpan<char> pattern)
    {
        var start = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '?' or '*' or '{')
                return start.ToString(0, Math.Max(0, start.Length - 1));
            if (pattern[i] == '\\' && i + 1 < pattern.Length && !char.IsLetterOrDigit(pattern[i + 1]))
                i++;
            else if (pattern[i] is '.' or '$' or '^' or '[' or '(' or ')' or '+' or '\\')
                break;
            start.Append(pattern[i]);
        }
        return start.ToString();
    }

    // Those in parentheses come after what stands before them.
    private static bool HasAlternatives(string pattern)
    {
        var (depth, inClass) = (0, false);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    depth++;
                    break;
                case ')' when !inClass:
                    depth--;
                    break;
                case '|' when !inClass && depth == 0:
                    return true;
            }
        }
        return false;
    }
}
