using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mail2Alert.Fuzz;

/// <summary>What a server said, cut into replies; a stream that is none breaks a promise (RFC 5321 §4.2).</summary>
internal sealed partial class Replies
{
    // RFC 5321 §4.5.3.1.5, without CR LF.
    private const int MaxLine = 510;

    public Replies(byte[] wire)
    {
        Promise.Holds(wire.All(octet => octet is (>= (byte)' ' and <= (byte)'~') or (byte)'\r' or (byte)'\n'));
        Text = Encoding.ASCII.GetString(wire);
        Promise.Holds(Text.EndsWith("\r\n", StringComparison.Ordinal));
        var code = "";
        foreach (var line in Text[..^2].Split("\r\n"))
        {
            Promise.Holds(line.Length <= MaxLine && Line().IsMatch(line), $"'{line}' is a line of a reply");
            Promise.Holds(code.Length == 0 || line.StartsWith(code, StringComparison.Ordinal));
            code = line[3] == '-' ? line[..3] : "";
            Codes.AddRange(line[3] == '-' ? [] : [int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture)]);
        }

        Promise.Holds(code.Length == 0, "the last reply is whole");
    }

    public string Text { get; }

    public List<int> Codes { get; } = [];

    public int Queued => Ids().Count(Text);

    /// <summary>Ids differ from run to run.</summary>
    public string WithoutIds => References().Replace(Ids().Replace(Text, "queued as ID"), " (ID)");

    // The classes that SMTP has; the text begins behind one space and holds no line end.
    [GeneratedRegex("^[2-5][0-5][0-9][ -][^\r\n]*$", RegexOptions.None, 1000)]
    private static partial Regex Line();

    [GeneratedRegex("(?<=\n250 2.0.0 Ok: )queued as [0-9A-Z]{16}", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    // Behind our own refusal of a message.
    [GeneratedRegex(@" \([0-9A-Z]{16}\)", RegexOptions.None, 1000)]
    private static partial Regex References();
}
