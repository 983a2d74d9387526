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
        var mail = new OpenMail(message);
        if (lookups is null)
            return Read(mail);
        _alert.Find(mail);
        var (notes, deferred) = await lookups.AskAsync(mail, cancellationToken);
        if (deferred is not null)
            return new Reading.Deferred(deferred, notes);
        var reading = Read(mail);
        return reading with { Notes = [.. notes, .. reading.Notes] };
    }

    private Reading.Understood Read(OpenMail mail) => _alert.Read(mail) ?? _alert.Make(mail) switch
    {
        var incomplete => incomplete with { Notes = [$"what every mail of {name} has is missing here", .. incomplete.Notes] },
    };
}
