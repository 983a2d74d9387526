using System.Globalization;

namespace Mail2Alert.Web.Posting;

/// <summary>A reply of the SMTP session, read back.</summary>
/// <param name="Code">Its three digits.</param>
/// <param name="Enhanced">The enhanced status code; empty when there is none.</param>
/// <param name="Text">What it says.</param>
internal sealed record InnerReply(int Code, string Enhanced, string Text)
{
    /// <summary>What there is to say when the session ended without a word.</summary>
    public static InnerReply Lost { get; } = new(421, "4.3.0", "The session ended, try again");

    public bool IsPositive => Code < 400;

    /// <summary>Reads the last line of a reply, such as <c>250 2.0.0 OK 06FK6P3QWR8V7M2H kept</c>.</summary>
    public static InnerReply Parse(string line)
    {
        var text = line.Length > 4 ? line[4..] : "";
        var word = text.Split(' ', 2);
        var code = int.Parse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        return word is [var enhanced, var rest] && enhanced.Count(c => c == '.') == 2 && enhanced.All(c => c is '.' or (>= '0' and <= '9'))
            ? new InnerReply(code, enhanced, rest)
            : new InnerReply(code, "", text);
    }

    public override string ToString() => Enhanced.Length == 0 ? $"{Code} {Text}" : $"{Code} {Enhanced} {Text}";
}
