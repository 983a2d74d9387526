using System.Text;
using System.Text.RegularExpressions;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A transcript as Dialogues/README.md describes it: lines of the client, lines of the server, and how the server is set up.</summary>
internal sealed partial record Dialogue(IReadOnlyList<string> Settings, IReadOnlyList<Dialogue.Turn> Turns)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Dialogues");

    /// <summary>All of them, as <c>rfc5321/4.1.1.2-mail</c>.</summary>
    public static IEnumerable<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.txt", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public string Client => string.Concat(Turns.Select(turn => turn.Client));

    public string Server => string.Concat(Turns.Select(turn => turn.Server));

    /// <summary>How many octets the server says: its ids have 16.</summary>
    public int ServerLength => Ids().Replace(Server, "queued as 0123456789ABCDEF").Length;

    public static Dialogue Read(string name) => Parse(File.ReadAllText(Path.Combine(Folder, name + ".txt")));

    public static Dialogue Parse(string text)
    {
        var (settings, turns) = (new List<string>(), new List<Turn> { new("", "") });
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (line[..Math.Min(3, line.Length)])
            {
                case "C: " or "C:":
                    turns.Add(new Turn(Octets(line[2..].TrimStart()) + "\r\n", ""));
                    break;
                case "S: ":
                    turns[^1] = turns[^1] with { Server = turns[^1].Server + line[3..] + "\r\n" };
                    break;
                case ['!', ' ', ..]:
                    settings.Add(line[2..]);
                    break;
                case ['#', ..]:
                    break;
                default:
                    throw new FormatException($"Neither C:, S:, ! nor #: {line}");
            }
        }

        return new Dialogue(settings, turns);
    }

    /// <summary>Ids differ from run to run.</summary>
    public static string WithoutIds(string replies) => References().Replace(Ids().Replace(replies, "queued as ID"), "");

    private static string Octets(string text) =>
        Regex.Unescape(Repetition().Replace(text, match => new StringBuilder().Insert(0, match.Groups[2].Value, int.Parse(match.Groups[1].Value)).ToString()));

    [GeneratedRegex("queued as (ID|[0-9A-Z]{16})")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\{(\d+) (.+?)\}")]
    private static partial Regex Repetition();

    [GeneratedRegex(@" \([0-9A-Z]{16}\)")]
    private static partial Regex References();

    internal sealed record Turn(string Client, string Server);
}
