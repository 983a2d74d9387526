using System.Text.RegularExpressions;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A transcript: lines of the client (<c>C:</c>, escapes as in C#), lines of the server (<c>S:</c>), remarks (<c>#</c>).</summary>
internal sealed partial record Dialogue(IReadOnlyList<Dialogue.Turn> Turns)
{
    public static Dialogue Parse(string text)
    {
        var turns = new List<Turn> { new("", "") };
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("C: ", StringComparison.Ordinal) || line == "C:")
            {
                turns.Add(new Turn(Regex.Unescape(line[2..].TrimStart()) + "\r\n", ""));
            }
            else if (line.StartsWith("S: ", StringComparison.Ordinal))
            {
                turns[^1] = turns[^1] with { Server = turns[^1].Server + line[3..] + "\r\n" };
            }
        }

        return new Dialogue(turns);
    }

    public string Client => string.Concat(Turns.Select(turn => turn.Client));

    public string Server => string.Concat(Turns.Select(turn => turn.Server));

    /// <summary>Ids differ from run to run.</summary>
    public static string WithoutIds(string replies) => References().Replace(Ids().Replace(replies, "queued as ID"), "");

    [GeneratedRegex("queued as [0-9A-Z]{16}")]
    private static partial Regex Ids();

    [GeneratedRegex(@" \([0-9A-Z]{16}\)")]
    private static partial Regex References();

    internal sealed record Turn(string Client, string Server);
}
