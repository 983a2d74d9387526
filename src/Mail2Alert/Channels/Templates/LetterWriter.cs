namespace Mail2Alert.Channels.Templates;

/// <summary>Writes what a target is told.</summary>
internal sealed class LetterWriter(LetterSettings settings)
{
    private readonly FilePicker _files = new(settings.Files);
    private readonly Drafts _drafts = new(settings);

    /// <summary>All of it in one message: what is too long is cut.</summary>
    /// <param name="notification">What to say.</param>
    /// <param name="target">To whom.</param>
    /// <param name="kind">How its channel wants it.</param>
    /// <param name="dialect">How its text is written; null for as the target asks, else as the channel's is.</param>
    public Letter Write(Notification notification, ChannelTarget target, ChannelKind kind, Dialect? dialect = null) =>
        Letter(notification, target, kind, dialect, kind.Limits, draft => [draft.Whole()])[0];

    /// <summary>In as many messages as it takes.</summary>
    public IReadOnlyList<Letter> WriteParts(Notification notification, ChannelTarget target, ChannelKind kind, Dialect? dialect = null) =>
        Letter(notification, target, kind, dialect, kind.Limits, draft => draft.Parts());

    /// <summary>For a target to which a letter was too large: without files, and half as long.</summary>
    public Letter WriteShorter(Letter letter, ChannelTarget target, ChannelKind kind)
    {
        var limits = kind.Limits with { Text = Math.Max(1, kind.Limits.Unit.LengthOf(letter.Text) / 2) };
        return Letter(letter.About, target, kind with { Files = FileLimits.None }, letter.Dialect, limits, draft => [draft.Whole()])[0];
    }

    private IReadOnlyList<Letter> Letter(
        Notification notification,
        ChannelTarget target,
        ChannelKind kind,
        Dialect? dialect,
        MessageLimits limits,
        Func<Draft, IReadOnlyList<(string Title, string Text)>> fit)
    {
        var written = dialect ?? kind.Formats.GetValueOrDefault(target.Options.Format ?? "") ?? kind.Dialect;
        var texts = fit(_drafts.Of(notification, kind, written, limits));
        return
        [
            .. texts.Select((text, index) => new Letter
            {
                About = index == 0 ? notification : notification with { Memo = Memo.None },
                Title = text.Title,
                Text = text.Text,
                Dialect = written,
                Files = index == 0 ? _files.Pick(notification.Message, kind.Files) : [],
                Key = index == 0 ? $"{notification.Message.Id}.{target.Id}" : $"{notification.Message.Id}.{target.Id}.{index + 1}",
            }),
        ];
    }
}
