using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mail2Alert.Sources.Mailrise;

/// <summary>A text with <c>*</c>, <c>?</c>, <c>[seq]</c> and <c>[!seq]</c>, as Python's <c>fnmatchcase</c> takes it.</summary>
internal sealed class FileNamePattern
{
    // Never met: the time of such an expression grows with the text, which is an address.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Regex _expression;

    public FileNamePattern(string text) => _expression = new Regex(
        $@"^(?:{Translate(text)})\z", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant, Limit);

    public bool IsLike(string text) => _expression.IsMatch(text);

    private static string Translate(string text)
    {
        var expression = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '[' ? EndOfSet(text, i) : -1;
            expression.Append(text[i] switch
            {
                '*' => ".*",
                '?' => ".",
                '[' when end > 0 => Set(text[(i + 1)..end]),
                _ => Regex.Escape(text[i].ToString()),
            });
            i = Math.Max(i, end);
        }
        return expression.ToString();
    }

    // A ']' that comes first belongs to the set; a '[' that nothing closes stands for itself.
    private static int EndOfSet(string text, int start)
    {
        var first = start + 1;
        if (first < text.Length && text[first] == '!')
            first++;
        return first < text.Length ? text.IndexOf(']', first + 1) : -1;
    }

    private static string Set(string inside)
    {
        var isNegated = inside[0] == '!';
        var members = string.Concat(Ranges(isNegated ? inside[1..] : inside).Select(range => $"{Code(range.First)}-{Code(range.Last)}"));
        // No range at all holds nothing, or all.
        return members.Length == 0 ? isNegated ? "." : @"[^\0-\uFFFF]" : $"[{(isNegated ? "^" : "")}{members}]";
    }

    private static IEnumerable<(char First, char Last)> Ranges(string members)
    {
        for (var i = 0; i < members.Length; i++)
        {
            var isRange = i + 2 < members.Length && members[i + 1] == '-';
            var last = isRange ? members[i + 2] : members[i];
            if (members[i] <= last)
                yield return (members[i], last);
            i += isRange ? 2 : 0;
        }
    }

    private static string Code(char character) => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)character:X4}");
}
