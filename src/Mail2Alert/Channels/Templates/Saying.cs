namespace Mail2Alert.Channels.Templates;

/// <summary>The fields of one notification, and how they are written by templates within the limits of a message.</summary>
internal sealed class Saying(Notification about, MessageLimits limits)
{
    // A character has two code units at most, in any unit that is counted in: what is longer fits nowhere.
    private readonly int _most = (2 * Math.Max(limits.Title, limits.Text)) + 1;

    // Only templates ask for them.
    private IReadOnlyDictionary<string, string> Fields => field ??= LetterFields.Of(about);

    public MessageLimits Limits => limits;

    public Fitting Fitting { get; } = new(limits.Unit);

    public string Share(Func<int, string> write, int most) => Fitting.Fit(write, most) ?? "";

    /// <summary>The field of a template that may be cut, or told in parts; empty when it has none of these.</summary>
    public string LongField(LetterTemplate template) =>
        template.Mentions("text") ? Fields["text"] : template.Mentions("body") ? Fields["body"] : "";

    /// <summary>With no more than so many characters of each field.</summary>
    public string Render(LetterTemplate template, int length) => Render(template, null, length);

    /// <summary>With a part of its long field, and no more than so many characters of each other one.</summary>
    public string Render(LetterTemplate template, string? body, int length)
    {
        var most = Math.Min(length, _most);
        var fields = Fields.ToDictionary(field => field.Key, field => Fitting.Cut(field.Value, most));
        if (body is not null)
            fields[template.Mentions("text") ? "text" : "body"] = body;
        return template.Render(fields, about.Alert.Labels.Select(label => KeyValuePair.Create(label.Key, Fitting.Cut(label.Value, most))), _most);
    }
}
