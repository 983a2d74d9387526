using System.Globalization;
using System.Text.RegularExpressions;
using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>What the relay answered to one command (RFC 5321 §4.2).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Text">Its lines without the code, joined by LF; the first may begin with an enhanced code (RFC 3463).</param>
internal readonly partial record struct RelayReply(int Code, string Text)
{
    /// <summary>2yz: done.</summary>
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>3yz: go on.</summary>
    public bool WantsMore => Code is >= 300 and < 400;

    /// <summary>True when the relay is about to close the connection (RFC 5321 §3.8).</summary>
    public bool EndsConnection => Code is 421 or 521;

    /// <summary>The same as a refusal, in parts. What is neither 4yz nor 5yz makes no sense where it is asked for, and may be better next time.</summary>
    public SmtpReply AsRefusal()
    {
        var lines = Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
            return new SmtpReply(RefusalCode, null, "(no text)");
        var match = EnhancedCode().Match(lines[0]);
        var stripped = match.Success ? lines.Select(line => line.StartsWith(match.Value, StringComparison.Ordinal) ? line[match.Length..].Trim() : line) : lines;
        return new SmtpReply(RefusalCode, match.Success ? match.Value.Trim() : null, [.. stripped]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code} {Text.Replace('\n', ' ')}");

    private int RefusalCode => Code is >= 400 and <= 599 ? Code : 451;

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(\s|$)", RegexOptions.None, 1000)]
    private static partial Regex EnhancedCode();
}
