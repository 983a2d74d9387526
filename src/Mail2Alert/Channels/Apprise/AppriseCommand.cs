using System.Text;
using Mail2Alert.Channels.Programs;
using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Apprise;

/// <summary>Apprise's command. Arguments can be seen by everybody on the machine, so the URL goes by a file, and the text by standard input.</summary>
internal sealed class AppriseCommand(ProgramRunner programs) : IDisposable
{
    private const int LongestQuote = 300;

    public async Task<Outcome> TellAsync(AppriseSettings.Command command, Letter letter, BridgeTarget target, CancellationToken cancellationToken)
    {
        using var files = new PrivateFiles();
        try
        {
            var attached = files.Write(letter.Files);
            var configuration = files.Write("apprise.conf.of.mail2alert", Encoding.UTF8.GetBytes(target.Url.Reveal() + "\n"));
            return Judge(await programs.RunAsync(CallOf(command, configuration, attached, letter, target), cancellationToken));
        }
        catch (IOException trouble)
        {
            return new Outcome.Retry($"Apprise's command was not started: {trouble.Message}");
        }
    }

    public void Dispose() => programs.Dispose();

    private static ProgramCall CallOf(AppriseSettings.Command command, string configuration, IReadOnlyList<string> attached, Letter letter, BridgeTarget target) => new(
        command.File,
        [$"--config={configuration}", $"--title={letter.Title.Replace("\0", "", StringComparison.Ordinal)}", $"--notification-type={NotifyType.Of(letter.Alert)}", "--input-format=text", .. attached.Select(file => $"--attach={file}")])
    {
        // It does not tell what has no text.
        Input = Encoding.UTF8.GetBytes(letter.Text.Length > 0 ? letter.Text : letter.Title),
        Environment = [("LANG", "C.UTF-8"), ("PYTHONDONTWRITEBYTECODE", "1")],
        Timeout = target.Options.Timeout,
    };

    // Of why a service did not take it, its exit code says nothing.
    private static Outcome Judge(ProgramEnd end) => end switch
    {
        ProgramEnd.Exited { Code: 0 } => new Outcome.Delivered(),
        ProgramEnd.Exited { Code: 2 } wrong => new Outcome.Failed($"Apprise's command does not understand us{Said(wrong)}"),
        ProgramEnd.Exited { Code: 3 } => new Outcome.Failed("Apprise knows no service for the URL"),
        ProgramEnd.Exited { Code: 126 or 127 } missing => new Outcome.Retry($"Apprise's command cannot be run{Said(missing)}: check 'command' of 'apprise'"),
        ProgramEnd.Exited failed => new Outcome.Retry($"Apprise ended with {failed.Code}{Said(failed)}"),
        ProgramEnd.TimedOut => new Outcome.Retry("Apprise did not end in time"),
        ProgramEnd.NotStarted not => new Outcome.Retry($"Apprise's command was not started: {not.Why}: check 'command' of 'apprise'"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Only the kind of complaint: a URL may be part of the rest.
    private static string Said(ProgramEnd.Exited end)
    {
        var text = Printable.Of($"{end.Error} {end.Output}".Trim());
        return text.Length == 0 || text.Contains("://", StringComparison.Ordinal) ? "" : $", {(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)}";
    }
}
