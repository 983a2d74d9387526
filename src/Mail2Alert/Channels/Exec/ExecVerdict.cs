using System.Text.Json;
using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Programs;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Exec;

/// <summary>What the end of a program means: its exit code as in sysexits.h, and what the first line of its output says.</summary>
internal static class ExecVerdict
{
    // sysexits.h: "the user is invited to retry".
    private const int TemporaryFailure = 75;

    private const int LongestQuote = 300;

    public static Outcome Of(ProgramEnd end, ExecTarget target, Letter letter) => end switch
    {
        ProgramEnd.NotStarted not => new Outcome.Retry($"{target.File} was not started: {not.Why}"),
        ProgramEnd.TimedOut => new Outcome.Retry($"{target.File} did not end within {target.Settings.Timeout.TotalSeconds:0} s"),
        ProgramEnd.Exited { Code: 0 } done => Delivered(Said(done.Output), letter),
        ProgramEnd.Exited { Code: TemporaryFailure } later => new Outcome.Retry(Why(later, target), Wait(Said(later.Output))),
        ProgramEnd.Exited { Code: 126 or 127 } wrong => new Outcome.Retry($"{Why(wrong, target)}: check that it and its interpreter can be executed"),
        ProgramEnd.Exited { Code: > 128 } killed => new Outcome.Retry($"{target.File} was ended by signal {killed.Code - 128}"),
        ProgramEnd.Exited failed => new Outcome.Failed(Why(failed, target)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Outcome.Delivered Delivered(JsonObject? said, Letter letter) => new(said?["ref"]?.ToString())
    {
        Memo = letter.Alert.Status switch
        {
            AlertStatus.Resolved when !letter.Memo.IsNone => Memo.None,
            AlertStatus.Firing when said?["memo"] is JsonObject memo => Memo.Of([.. memo.Select(part => (part.Key, part.Value?.ToString()))]),
            _ => null,
        },
    };

    private static TimeSpan? Wait(JsonObject? said) =>
        said?["retry_after"] is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds is >= 0 and < 1e8 ? TimeSpan.FromSeconds(seconds) : null;

    private static JsonObject? Said(string output)
    {
        try
        {
            return output.Split('\n', 2)[0].Trim() is ['{', ..] line ? JsonNode.Parse(line) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Why(ProgramEnd.Exited end, ExecTarget target)
    {
        var said = Printable.Of(end.Error.Trim());
        return $"{target.File} ended with {end.Code}{(said.Length == 0 ? "" : ": ")}{(said.Length > LongestQuote ? said[..LongestQuote] + "…" : said)}";
    }
}
