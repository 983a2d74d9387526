using Mail2Alert.Messages;
using Mail2Alert.Sources.Declared.Lookups;

namespace Mail2Alert.Sources.Declared;

/// <summary>Reads one kind of mail as a definition says.</summary>
/// <param name="name">As configured.</param>
/// <param name="claim">Which mail it reads.</param>
/// <param name="definition">How.</param>
/// <param name="lookups">What it asks others; null for nothing.</param>
internal sealed class DeclaredSource(string name, Claim claim, SourceDefinition definition, MailLookups? lookups = null) : ISource
{
    private readonly DefinedAlert _alert = new(definition, name);

    public string Name => name;

    public Claim Claim => claim;

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        var mail = OpenedMail.Of(new OpenMail(message), definition);
        if (lookups is null)
            return Read(mail);
        var asked = await Task.WhenAll(mail.Alerts.Select(alert => lookups.AskAsync(alert, cancellationToken)));
        IReadOnlyList<string> notes = [.. asked.SelectMany(one => one.Notes).Distinct()];
        if (asked.FirstOrDefault(one => one.Deferred is not null).Deferred is { } deferred)
            return new Reading.Deferred(deferred, notes);
        var reading = Read(mail);
        return reading with { Notes = [.. notes, .. reading.Notes] };
    }

    private Reading Read(OpenedMail mail) => _alert.Make(mail) switch
    {
        var reading when mail.IsComplete => reading,
        var incomplete => incomplete with { Notes = [$"what every mail of {name} has is missing here", .. incomplete.Notes] },
    };
}
