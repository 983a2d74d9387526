using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Sources.GoCd;

namespace Mail2Alert.Sources.Declared;

/// <summary>
/// Finds out who sent a mail: the first built-in source that recognises it reads it, and gives it its name as label <c>source</c>. The alert's
/// key begins with that name, so that no two of them share one.
/// </summary>
/// <param name="name">As configured.</param>
/// <param name="claim">Which mail it reads.</param>
/// <param name="definitions">Those built in, in order; the last one takes what no other does. Gone through when the first mail comes, or before.</param>
/// <param name="gocd">Reads what GoCD sends.</param>
internal sealed class AutoSource(string name, Claim claim, IEnumerable<SourceDefinition> definitions, GoCdSource gocd) : ISource
{
    private readonly Lazy<IReadOnlyList<(SourceDefinition Definition, DefinedAlert Alert)>> _known = new(() =>
        [.. definitions.Select(definition => (definition, new DefinedAlert(definition, definition.Name)))]);

    public string Name => name;

    public Claim Claim => claim;

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.Run(() => _known.Value, cancellationToken);

    public async ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        if (GoCdMail.Of(message.Subject, message.Opening) is not null)
            return Named(await gocd.ReadAsync(message, cancellationToken));
        return Named(Read(message));
    }

    private Reading Read(Message message)
    {
        var mail = new OpenMail(message);
        foreach (var (definition, alert) in _known.Value)
        {
            if (definition.Recognises is { } condition && condition.Holds(mail) != Truth.Yes)
                continue;
            if (OpenedMail.Of(mail, definition) is { IsComplete: true } opened)
                return alert.Make(opened);
            // What this one found means nothing to the next.
            mail = mail.Anew();
        }
        var last = _known.Value[^1];
        return last.Alert.Make(OpenedMail.Of(mail, last.Definition));
    }

    private Reading Named(Reading reading) => reading switch
    {
        Reading.Understood { Alert: var alert } understood => understood with { Alert = Named(alert), Notes = Told(alert, reading) },
        Reading.Several { Whole: var alert } several =>
            several with { Whole = Named(alert), Alerts = [.. several.Alerts.Select(Named)], Notes = Told(alert, reading) },
        _ => reading,
    };

    private static IReadOnlyList<string> Told(Alert alert, Reading reading) => [$"it is read as a mail of {alert.Source}", .. reading.Notes];

    private Alert Named(Alert alert) => alert with { Source = name, Key = $"{alert.Source}:{alert.Key}" };
}
