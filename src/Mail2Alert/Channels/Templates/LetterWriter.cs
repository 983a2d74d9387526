namespace Mail2Alert.Channels.Templates;

/// <summary>Writes what a target is told.</summary>
internal sealed class LetterWriter
{
    private readonly string _end = "\n";

    /// <param name="notification">What to say.</param>
    /// <param name="target">To whom.</param>
    /// <param name="kind">How its channel wants it.</param>
    /// <param name="dialect">How its text is written; null for the channel's own.</param>
    public Letter Write(Notification notification, ChannelTarget target, ChannelKind kind, Dialect? dialect = null)
    {
        var (alert, limits) = (notification.Alert, kind.Limits);
        var written = dialect ?? kind.Dialect;
        var title = limits.Title == 0 ? "" : Fitting.Fit(alert.Title, kind.TitleDialect.Escape, limits.Unit, limits.Title);
        var above = limits.Title == 0 ? $"{written.Bold(written.Escape(alert.Title))}\n" : "";
        if (notification.Note is { } note)
            above += $"{written.Escape($"{char.ToUpperInvariant(note[0])}{note[1..]}")}\n";
        var below = alert.Link is { } link && !kind.HasLink ? _end + written.Link(link) : "";
        return new Letter
        {
            About = notification,
            Title = title,
            Text = Fitting.Fit(alert.Text.Trim(), text => above + written.Escape(text) + below, limits.Unit, limits.Text),
            Key = $"{notification.Message.Id}.{target.Id}",
        };
    }
}
