using System.Text.RegularExpressions;
using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>The mail on the result of a stage.</summary>
/// <param name="Run">Of what.</param>
/// <param name="Event">What happened.</param>
/// <param name="CancelledBy">Who cancelled it; null when nobody did or the mail does not say.</param>
/// <param name="Page">The address of the run's page as the mail gives it, which may lead elsewhere; null where it does not.</param>
internal sealed partial record StageMail(StageLocator Run, GoCdEvent Event, string? CancelledBy, string? Page) : GoCdMail
{
    public override string Pipeline => Run.Pipeline;

    public override StageLocator Run { get; } = Run;

    public override Alert Describe(Alert alert, GoCdSettings settings) => Event.Describe(alert, settings) with
    {
        Key = Run.Key,
        Occurrence = Run.ToString(),
        Link = (settings.PublicUrl ?? settings.Url) is { } server ? GoCdLinks.PageOf(Run, server) : Page is null ? null : LinkTo(Run, Page),
        Labels = alert.Labels.With(
            ("pipeline", Run.Pipeline),
            ("counter", Run.Counter),
            ("stage", Run.Stage),
            ("stage_counter", Run.StageCounter),
            ("cancelled_by", CancelledBy)),
    };

    public static StageMail? Parse(string subject, string text)
    {
        if (Subject().Match(subject) is not { Success: true } match)
            return null;
        var run = StageLocator.Of(match);
        var words = string.Join(' ', match.Groups["words"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var (cancelledBy, page) = ReadHead(text);
        return new StageMail(run, GoCdEvent.Of(words), cancelledBy, page);
    }

    // Only the first lines are GoCD's own. What follows quotes commit comments, and these hold whatever a committer likes.
    private static (string? CancelledBy, string? Page) ReadHead(string text)
    {
        var lines = Beginning(text, lines: 3).Split('\n');
        var cancel = CancelLine().Match(lines[0]);
        var head = cancel.Success ? lines.Skip(1).Take(2) : lines.Take(2);
        var link = head.Select(line => LinkLine().Match(line)).FirstOrDefault(match => match.Success);
        return (cancel.Success ? cancel.Groups["user"].Value : null, link?.Groups["url"].Value);
    }

    private static string Beginning(string text, int lines)
    {
        var end = -1;
        for (var line = 0; line < lines; line++)
        {
            end = text.IndexOf('\n', end + 1);
            if (end < 0)
                return text;
        }
        return text[..end];
    }

    private static Uri? LinkTo(StageLocator run, string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.AbsolutePath.EndsWith($"/pipelines/{run}", StringComparison.Ordinal)
        && uri.UserInfo.Length == 0
            ? uri
            : null;

    // White space is what folding left of the subject.
    [GeneratedRegex(@$"Stage\s+\[{StageLocator.Pattern}\](?<words>.*)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^The stage was cancelled by (?<user>.+?)\.?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex CancelLine();

    [GeneratedRegex(@"^See details: (?<url>\S+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LinkLine();
}
