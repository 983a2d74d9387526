using Mail2Alert.Messages;

namespace Mail2Alert.Sources.Declared;

/// <summary>Reads one kind of mail as a definition says.</summary>
internal sealed class DeclaredSource(string name, Claim claim, SourceDefinition definition) : ISource
{
    private readonly DefinedAlert _alert = new(definition, name);

    public string Name => name;

    public Claim Claim => claim;

    public Task WarmUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask<Reading> ReadAsync(Message message, CancellationToken cancellationToken) => new(Read(new OpenMail(message)));

    private Reading Read(OpenMail mail) => _alert.Read(mail) ?? _alert.Make(mail) switch
    {
        var incomplete => incomplete with { Notes = [$"what every mail of {name} has is missing here", .. incomplete.Notes] },
    };
}
