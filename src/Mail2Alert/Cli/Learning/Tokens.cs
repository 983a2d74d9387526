using System.Text.RegularExpressions;

namespace Mail2Alert.Cli.Learning;

/// <summary>Cuts a subject into words and marks, and tells values by what they look like.</summary>
internal static partial class Tokens
{
    /// <param name="subject">Of a mail.</param>
    /// <param name="known">What the mail itself names: by value, the field that it is, and whether that says how something stands.</param>
    public static IReadOnlyList<Token> Of(string subject, IReadOnlyDictionary<string, (string Field, bool IsState)> known)
    {
        var tokens = new List<Token>();
        var (rest, lead) = (0, "");
        foreach (var (at, value) in Places(subject, known.Keys))
        {
            Read(subject[rest..at], tokens, ref lead);
            tokens.Add(new Token(lead, value, known[value].IsState ? TokenKind.State : TokenKind.Known, known[value].Field));
            (rest, lead) = (at + value.Length, "");
        }
        Read(subject[rest..], tokens, ref lead);
        return tokens;
    }

    private static void Read(string text, List<Token> tokens, ref string lead)
    {
        foreach (Match match in Piece().Matches(text))
        {
            if (match.Groups["space"].Success)
            {
                lead = match.Value;
                continue;
            }
            tokens.Add(new Token(lead, match.Value, KindOf(match, isFirst: tokens.Count == 0)));
            lead = "";
        }
    }

    private static TokenKind KindOf(Match match, bool isFirst)
    {
        foreach (var (group, kind) in Kinds)
        {
            if (match.Groups[group].Success)
                return kind;
        }
        return StateMeaning.Of(match.Value) != StateMeaning.Nothing ? TokenKind.State
            : IsName(match.Value, isFirst) ? TokenKind.Name
            : TokenKind.Word;
    }

    // A program's own name may have a hyphen in it, and begins the subject: unattended-upgrades.
    private static bool IsName(string word, bool isFirst) =>
        word.Any(char.IsLetter) && (word.Any(char.IsDigit) || word.AsSpan().IndexOfAny("_/@~") >= 0 || (!isFirst && word.Contains('-', StringComparison.Ordinal)));

    private static List<(int At, string Value)> Places(string subject, IEnumerable<string> known)
    {
        var places = new List<(int At, string Value)>();
        foreach (var value in known.OrderByDescending(value => value.Length))
        {
            var at = IndexOfWord(subject, value);
            if (at >= 0 && !places.Exists(place => at < place.At + place.Value.Length && place.At < at + value.Length))
                places.Add((at, value));
        }
        return [.. places.OrderBy(place => place.At)];
    }

    private static int IndexOfWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (!IsInside(text, at - 1) && !IsInside(text, at + word.Length))
                return at;
        }
        return -1;
    }

    private static bool IsInside(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '_');

    private static readonly (string Group, TokenKind Kind)[] Kinds =
    [
        ("url", TokenKind.Url), ("moment", TokenKind.Moment), ("mailbox", TokenKind.Mailbox), ("address", TokenKind.Address), ("path", TokenKind.Path),
        ("number", TokenKind.Number), ("commit", TokenKind.Commit), ("version", TokenKind.Version), ("host", TokenKind.Host), ("mark", TokenKind.Mark),
    ];

    [GeneratedRegex(
        """
          (?<space>\s+)
        | (?<url>https?://[^\s<>"')\]]+)
        | (?<moment>\b(?:
              \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?
            | (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s\d\d:\d\d(?::\d\d)?(?:\s\d{4})?
            | \d{1,2}[./]\d{1,2}[./]\d{2,4} | \d\d:\d\d(?::\d\d)?)(?![\w]))
        | (?<mailbox>[\w.+-]+@\w[\w.-]*\w)
        | (?<address>(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]))
        | (?<path>(?<!\w)/\w[\w./-]*)
        | (?<number>(?<![\w.])\d+(?:[.,]\d+)?(?:%|[KMGT]i?B|ms|s|m|h|d|min)?(?![\w.]*\w))
        | (?<commit>\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b)
        | (?<version>\bv?\d+\.\d[\w.]*\b)
        | (?<host>\b(?:[A-Za-z0-9][\w-]*\.)+[A-Za-z]{2,}\b(?![/@]))
        | (?<word>[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_'’@./+~-]*[\p{L}\p{N}_])?)
        | (?<mark>->|=>|[\uD800-\uDBFF][\uDC00-\uDFFF]|\S)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Piece();
}
