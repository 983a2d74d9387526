using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.Declared.Lookups;

/// <summary>Asks for one address, and remembers the answer for when the server says that nothing changed.</summary>
internal sealed class AddressFetch(ApiClient api, LookupDefinition definition, string address)
{
    private readonly ApiCall<FoundLabels> _call = new(
        AddressTemplate.ToUri(address), definition.Accept, (answer, _) => Task.FromResult(definition.Answer.Read(answer)));

    private ApiReply<FoundLabels>.Answer? _last;

    public async Task<Fetched<FoundLabels>> FetchAsync(CancellationToken cancellationToken)
    {
        var reply = await api.AskAsync(_call, _last, cancellationToken);
        if (reply is ApiReply<FoundLabels>.Failed { Fault: var fault })
            return new Fetched<FoundLabels>.Failed(LookupTrouble.Of(fault, definition.Address.Server));
        _last = (ApiReply<FoundLabels>.Answer)reply;
        return new Fetched<FoundLabels>.Got(_last.Value);
    }
}
