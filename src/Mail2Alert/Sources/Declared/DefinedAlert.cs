using System.Runtime.InteropServices;
using Mail2Alert.Alerts;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared;

/// <summary>Makes the alert that a definition says a mail is.</summary>
/// <param name="definition">What to read.</param>
/// <param name="source">Its label <c>source</c>.</param>
internal sealed class DefinedAlert(SourceDefinition definition, string source)
{
    // A label is a word or a line; what an expression finds may be the whole mail.
    private const int LongestLabel = 1024;

    private readonly DefinedAlert? _one = definition.Each is { } each ? new DefinedAlert(each.Definition, source) : null;

    /// <summary>With what there is, whether or not something is missing.</summary>
    public Reading Make(OpenedMail mail)
    {
        var whole = Of(mail.Whole);
        if (mail.HasTooMany)
            return whole with { IsLeftWhole = true, Notes = [.. whole.Notes, $"it carries more than {definition.Each!.Most} alerts (`most`), or more text than is looked at, and stays one"] };
        return mail.Parts.Count == 0 ? whole : Several(whole, [.. mail.Parts.Select(_one!.Of)]);
    }

    // Of two that are the same alert, what fires counts: a list of what is new is often followed by one of all there is.
    private static Reading.Several Several(Reading.Understood whole, IReadOnlyList<Reading.Understood> parts) => new(
        whole.Alert,
        [
            .. parts.Select(part => part.Alert with { IsListed = true }).GroupBy(alert => alert.Key)
                .Select(same => same.FirstOrDefault(alert => alert.Status == AlertStatus.Firing) ?? same.First()),
        ],
        [.. parts.SelectMany(part => part.Notes).Distinct()]);

    private Reading.Understood Of(OpenMail mail)
    {
        var key = Doubt.IsIn(definition.Key, mail) ? null : Text(definition.Key, mail);
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
                Labels = Doubt.Mark(Labels(mail).With(("source", source), ("event", happening), ("status", status.ToLabel()), ("severity", severity.ToLabel())), definition, mail, status),
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
        _ when Worst(mail) is { } severity => severity,
        AlertStatus.Firing => Alerts.Severity.Error,
        _ => Alerts.Severity.Info,
    };

    // Rather too bad than not bad enough, where a lookup failed.
    private Severity? Worst(OpenMail mail) =>
        (Doubt.IsIn(definition.Severity, mail) ? definition.Severity!.Possible(mail) : [definition.Severity?.Of(mail)])
        .Select(word => Enum.TryParse<Severity>(word?.Render(mail), ignoreCase: true, out var severity) ? severity : (Severity?)null)
        .Max();

    private Labels Labels(OpenMail mail)
    {
        var labels = new List<(string Name, string? Value)>();
        foreach (var (name, value) in mail.Fields)
        {
            if (!CommonFields.ByName.ContainsKey(name))
                labels.Add((name, Short(value)));
        }
        foreach (var (name, value) in definition.Labels)
            labels.Add((name, Text(value, mail) is { Length: > 0 } text ? Short(text) : null));
        return MessageLabels.Of(mail.Message).With(CollectionsMarshal.AsSpan(labels));
    }

    private static string? Text(Cases<Template>? text, OpenMail mail) => text?.Of(mail)?.Render(mail);

    private static string Short(string text) => text.Length <= LongestLabel ? text : text[..LongestLabel];

    private static Uri? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : null;
}
