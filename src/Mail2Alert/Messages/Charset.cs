using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Mail2Alert.Messages;

/// <summary>Bytes become text, whether or not their charset is known, named, or the one that is named.</summary>
internal static class Charset
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // As the Encoding Standard has it: who says ASCII or Latin-1 may mean windows-1252, which both are parts of.
    private static readonly string[] Latin =
        ["us-ascii", "ascii", "ansi-x3.4-1968", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "cp819", "windows-1252", "cp1252", "cp-1252"];

    private static readonly string[] CodePagePrefixes = ["windows", "win", "cp", "ibm", "ms"];

    /// <summary>False when a charset is named that nobody knows.</summary>
    public static bool IsKnown([NotNullWhen(false)] string? name) => string.IsNullOrWhiteSpace(name) || IsLatin(Plain(name)) || Named(Plain(name)) is not null;

    /// <summary>Bytes that are no text in the charset named are taken for what they most likely are; what is left over becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? name)
    {
        if (Ascii.IsValid(bytes) && name is null)
            return Encoding.ASCII.GetString(bytes);
        if (Marked(ref bytes) is { } marked)
            return marked.GetString(bytes);
        var plain = Plain(name ?? "");
        if (IsLatin(plain) || Named(plain) is not { } encoding)
            return IsUtf8(bytes) ? Encoding.UTF8.GetString(bytes) : Windows1252.GetString(bytes);
        var text = encoding.GetString(bytes);
        return encoding is UTF8Encoding && IsAllReplaced(text) ? Windows1252.GetString(bytes) : text;
    }

    // Latin-1 with two letters that happen to be UTF-8 is so rare that a wrong name is the better guess.
    private static bool IsLatin(string name) => Array.IndexOf(Latin, name) >= 0;

    // Quotes, a language behind '*' (RFC 2231 §5) or the next parameter may stick to a name.
    private static string Plain(string name) =>
        name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? "utf-8"
        : name.Trim(' ', '\t', '"', '\'').Split('*', ';')[0].Replace('_', '-').ToLowerInvariant();

    /// <summary>True where octets that are ASCII mean what they mean in ASCII.</summary>
    /// <param name="name">Null where none is named.</param>
    public static bool IsAsciiWithMore(string? name) => name is null || (Plain(name) is var plain && (plain is "" or "utf-8" || IsLatin(plain)));

    private static Encoding? Named(string name) => name switch
    {
        "utf-8" or "utf8" or "unicode-1-1-utf-8" => Encoding.UTF8,
        "utf-16" or "utf-16le" or "ucs-2" or "unicode" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        "utf-32" or "utf-32le" => Encoding.UTF32,
        "" => null,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? CodePage(name),
    };

    private static Encoding? CodePage(string name)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyz");
        var prefix = name[..^digits.Length];
        return CodePagePrefixes.Contains(prefix) && int.TryParse(digits.TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && page <= ushort.MaxValue
            ? CodePagesEncodingProvider.Instance.GetEncoding(page)
            : null;
    }

    private static Encoding? Marked(ref ReadOnlySpan<byte> bytes)
    {
        Encoding? marked = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        bytes = bytes[(marked is null ? 0 : marked.Preamble.Length)..];
        return marked;
    }

    // What was cut off in the middle of its last character is UTF-8 all the same.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 1; cut <= Math.Min(3, bytes.Length); cut++)
        {
            if (Rune.DecodeFromUtf8(bytes[^cut..], out _, out _) == OperationStatus.NeedMoreData)
                return !Ascii.IsValid(bytes[..^cut]) && Utf8.IsValid(bytes[..^cut]);
        }
        return Utf8.IsValid(bytes);
    }

    // A text that is named UTF-8 and has letters beyond ASCII, none of which is UTF-8.
    private static bool IsAllReplaced(string text) => text.Contains('\uFFFD') && text.All(c => c is < '\u0080' or '\uFFFD');
}
