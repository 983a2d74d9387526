using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.Declared;

/// <summary>Makes the alert that a definition says a mail is.</summary>
/// <param name="definition">What to read.</param>
/// <param name="source">Its label <c>source</c>.</param>
internal sealed class DefinedAlert(SourceDefinition definition, string source)
{
    // A label is a word or a line; what an expression finds may be the whole mail.
    private const int LongestLabel = 1024;

    private readonly DefinedAlert? _one = definition.Each is { } each ? new DefinedAlert(each.Definition, source) : null;

    /// <summary>Null when something is missing that such a mail has: then it is not one.</summary>
    public Reading? Read(OpenMail mail) => Extract(mail) ? Make(mail) : null;

    /// <summary>With what there is, whether or not something is missing.</summary>
    public Reading Make(OpenMail mail)
    {
        if (definition.Each is not { } each)
            return Whole(mail);
        var rows = each.Rows.Of(mail).Take(each.Most + 1).ToList();
        return rows.Count == 0 ? Whole(mail)
            : rows.Count > each.Most ? LeftWhole(Whole(mail), each.Most)
            : Several([.. rows.Select(row => _one!.Of(mail, row, each))], mail);
    }

    private static Reading.Understood LeftWhole(Reading.Understood whole, int most) =>
        whole with { IsLeftWhole = true, Notes = [.. whole.Notes, $"it carries more than {most} alerts (`most`), and stays one"] };

    // Of two that are the same alert, what fires counts: a list of what is new is often followed by one of all there is.
    private Reading.Several Several(IReadOnlyList<Reading.Understood> parts, OpenMail mail) => new(
        Whole(mail).Alert,
        [.. parts.Select(part => part.Alert).GroupBy(alert => alert.Key).Select(same => same.FirstOrDefault(alert => alert.Status == AlertStatus.Firing) ?? same.First())],
        [.. parts.SelectMany(part => part.Notes).Distinct()]);

    private Reading.Understood Of(OpenMail mail, Row row, Each each)
    {
        var part = mail.Part(row);
        Extract(part);
        part.Inherit(mail, each);
        var one = Whole(part);
        return one with { Alert = one.Alert with { IsListed = true } };
    }

    private bool Extract(OpenMail mail)
    {
        var isWhole = true;
        foreach (var extraction in definition.Extract)
            isWhole &= extraction.Read(mail);
        return isWhole;
    }

    private Reading.Understood Whole(OpenMail mail)
    {
        foreach (var (name, value) in definition.Fields)
            mail.Found(name, value.Of(mail)?.Render(mail));
        var key = Text(definition.Key, mail);
        var (status, notes) = Status(mail, isKnown: key is { Length: > 0 });
        var severity = Severity(mail, status);
        var happening = Text(definition.Event, mail);
        return new Reading.Understood(
            new Alert
            {
                Source = source,
                Key = key is { Length: > 0 } ? key : FallbackKey.Of(mail.Headline),
                Status = status,
                Severity = severity,
                Event = happening,
                Labels = Labels(mail).With("source", source).With("event", happening).With("status", status.ToLabel()).With("severity", severity.ToLabel()),
                Title = Text(definition.Title, mail) is { Length: > 0 } title ? title : mail.Headline,
                Text = Text(definition.Text, mail) ?? mail.Whole,
                Link = WebAddress(Text(definition.Link, mail)),
            },
            notes);
    }

    // Two mails whose subjects are alike may be about different things, and the end of one is not the end of the other.
    private (AlertStatus Status, IReadOnlyList<string> Notes) Status(OpenMail mail, bool isKnown)
    {
        var status = definition.Status.Of(mail);
        if (isKnown)
            return (status, []);
        const string guess = "the mail does not say what it is about: the key is its subject, without what varies";
        return status == AlertStatus.Resolved
            ? (AlertStatus.Info, [guess, "it says that all is well, but not of what: it resolves nothing"])
            : (status, [guess]);
    }

    private Severity Severity(OpenMail mail, AlertStatus status) => status switch
    {
        AlertStatus.Resolved => Alerts.Severity.Info,
        _ when Text(definition.Severity, mail) is { } word && Enum.TryParse<Severity>(word, ignoreCase: true, out var severity) => severity,
        AlertStatus.Firing => Alerts.Severity.Error,
        _ => Alerts.Severity.Info,
    };

    private Labels Labels(OpenMail mail)
    {
        var labels = MessageLabels.Of(mail.Message);
        foreach (var (name, value) in mail.Fields.Where(field => !CommonFields.ByName.ContainsKey(field.Key)))
            labels = labels.With(name, Short(value));
        foreach (var (name, value) in definition.Labels)
            labels = labels.With(name, Text(value, mail) is { Length: > 0 } text ? Short(text) : null);
        return labels;
    }

    private static string? Text(Cases<Template>? text, OpenMail mail) => text?.Of(mail)?.Render(mail);

    private static string Short(string text) => text.Length <= LongestLabel ? text : text[..LongestLabel];

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;
}
