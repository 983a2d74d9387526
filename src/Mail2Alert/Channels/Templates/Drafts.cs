using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Templates;

/// <summary>Says what is to be said: by the templates that there are for it, else as usual.</summary>
internal sealed class Drafts(LetterSettings settings)
{
    private readonly LetterLanguage _language = new();

    public Draft Of(Notification about, ChannelKind kind, Dialect dialect, MessageLimits limits)
    {
        var channels = settings.Channels.GetValueOrDefault(kind.Name);
        var wording = about.Wording?.Over(channels) ?? channels ?? new Wording(null, null);
        var saying = new Saying(about, limits);
        var draft = Usual(about, kind, dialect, saying);
        if (wording.Title is { } title)
        {
            draft = draft with
            {
                Title = TitleBy(_language.Of(title, kind.TitleDialect), kind.TitleDialect, saying),
                Heading = TitleBy(_language.Of(title, dialect), dialect, saying),
            };
        }
        return wording.Text is { } text ? TextBy(_language.Of(text, dialect), saying, draft) : draft;
    }

    private static Draft Usual(Notification about, ChannelKind kind, Dialect dialect, Saying saying)
    {
        var alert = about.Alert;
        var title = UsualText.Title(alert, kind.ShowsStatus);
        return new Draft
        {
            Limits = saying.Limits,
            Dialect = dialect,
            Title = (mark, length) => kind.TitleDialect.Escape(Fitting.Cut(title, length) + mark),
            Heading = (mark, length) => dialect.Escape(Fitting.Cut(title, length) + mark),
            Above = about.Note is { } note ? [Line(UsualText.Note(note))] : [],
            Body = alert.Text.Trim(),
            Write = dialect.Escape,
            Below =
            [
                .. UsualText.Labels(alert) is { } labels ? [Line(labels)] : (string[])[],
                .. alert.Link is { } link && !kind.HasLink ? [saying.Share(_ => dialect.Link(link), saying.Limits.Text * 2 / 5)] : (string[])[],
            ],
        };

        // Nothing takes so much room that none is left for what matters more.
        string Line(string text) => saying.Share(length => dialect.Escape(Fitting.Cut(text, length)), saying.Limits.Text / 12);
    }

    // A title is one line.
    private static Func<string, int, string> TitleBy(LetterTemplate template, Dialect dialect, Saying saying) =>
        (mark, length) => saying.Render(template, length).ReplaceLineEndings(" ") is { Length: > 0 } title ? title + dialect.Escape(mark) : "";

    // Who is told instead of another one must know that, whatever the template says.
    private static Draft TextBy(LetterTemplate template, Saying saying, Draft usual)
    {
        var rest = saying.Fitting.Longest(length => saying.Render(template, "", length), saying.Limits.Text * 3 / 4);
        return rest is not { } length ? usual : usual with
        {
            Above = template.Mentions("note") ? [] : usual.Above,
            Body = saying.LongField(template),
            Write = body => saying.Render(template, body, length),
            Below = [],
        };
    }
}
