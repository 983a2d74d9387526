using System.Text;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>A mail that the relay accepted.</summary>
/// <param name="MailFrom">The command.</param>
/// <param name="RcptTo">The commands.</param>
/// <param name="Content">Without the dots that the transport adds.</param>
internal sealed record RelayedMail(string MailFrom, IReadOnlyList<string> RcptTo, byte[] Content)
{
    // RFC 5322 §2.2.3: a line that begins with white space goes on with the field before.
    private const string TraceField = "Received:";
    private const string PassedField = "X-Mail2Alert-Passed:";

    public string Sender => Address(MailFrom);

    public IReadOnlyList<string> Recipients => [.. RcptTo.Select(Address)];

    /// <summary>Each octet one character.</summary>
    public string Text => Encoding.Latin1.GetString(Content);

    public string Header => Text[..(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2)];

    public string Body => Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    /// <summary>The header's fields as they stand, folded or not.</summary>
    public IReadOnlyList<string> Fields =>
        [.. Header.Replace("\r\n ", "\n ", StringComparison.Ordinal).Replace("\r\n\t", "\n\t", StringComparison.Ordinal)
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(lines => lines.Replace("\n", "\r\n", StringComparison.Ordinal))];

    /// <summary>The value of the only field of that name, unfolded.</summary>
    public string Field(string name) => Fields
        .Where(candidate => candidate.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))
        .ShouldHaveSingleItem()[(name.Length + 2)..]
        .Replace("\r\n", "", StringComparison.Ordinal);

    /// <summary>What came below the fields that the program adds on top.</summary>
    public byte[] BelowTrace()
    {
        Text.ShouldStartWith(TraceField);
        Fields[1].ShouldStartWith(PassedField);
        return Content[(Fields[0].Length + 2 + Fields[1].Length + 2)..];
    }

    private static string Address(string command) => command[(command.IndexOf('<') + 1)..command.IndexOf('>')];
}
