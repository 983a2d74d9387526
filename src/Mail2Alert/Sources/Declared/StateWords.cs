using System.Collections.Frozen;

namespace Mail2Alert.Sources.Declared;

/// <summary>
/// What a text says in plain words, in the languages of most notifiers: <c>failure</c>, <c>warning</c>, <c>recovery</c> or <c>nothing</c>. Only
/// whole words count, and not where they are denied: <c>0 errors</c>, <c>no errors</c>, <c>ohne Fehler</c>, <c>Errors: 0</c>.
/// </summary>
internal static class StateWords
{
    public const string Failure = "failure";

    public const string Warning = "warning";

    public const string Recovery = "recovery";

    public const string Nothing = "nothing";

    // How many words may stand between a denial and what it denies: "no critical errors".
    private const int Reach = 2;

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Known =
        StateVocabulary.Meanings.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Denials =
        StateVocabulary.Denials.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The worst of what it says.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var worst = Nothing;
        var sinceDenial = int.MaxValue;
        while (Next(ref text) is { IsEmpty: false } word)
        {
            if (Denials.Contains(word))
                sinceDenial = 0;
            else if (Known.TryGetValue(word, out var meaning))
                worst = Worse(worst, Meant(meaning, sinceDenial <= Reach || IsNone(text)));
            if (EndsSentence(text))
                sinceDenial = int.MaxValue;
            else if (sinceDenial != int.MaxValue)
                sinceDenial++;
        }
        return worst;
    }

    // "not successful" is a failure; "no failures" is no more than that.
    private static string Meant(string meaning, bool isDenied) => (meaning, isDenied) switch
    {
        (Recovery, true) => Failure,
        (_, true) => Nothing,
        _ => meaning,
    };

    private static string Worse(string one, string other) => Rank(one) >= Rank(other) ? one : other;

    private static int Rank(string meaning) => meaning switch
    {
        Failure => 3,
        Warning => 2,
        Recovery => 1,
        _ => 0,
    };

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
            start++;
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || IsInside(text, end)))
            end++;
        var word = text[start..end];
        text = text[end..];
        return word;
    }

    // An apostrophe joins: "doesn't". A hyphen and a dot do not.
    private static bool IsInside(ReadOnlySpan<char> text, int at) =>
        text[at] is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]);

    // "Errors: 0", "errors=0", "failed (0)".
    private static bool IsNone(ReadOnlySpan<char> rest)
    {
        var value = rest.TrimStart(" \t");
        if (value.IsEmpty || value[0] is not (':' or '=' or '('))
            return false;
        value = value[1..].TrimStart(" \t");
        return value is ['0'] || (value is ['0', var next, ..] && !char.IsLetterOrDigit(next) && next is not ('.' or ','))
            || value.StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    private static bool EndsSentence(ReadOnlySpan<char> rest) => rest is [('.' or ';' or '!' or '?' or ',' or '\n'), ..];
}
