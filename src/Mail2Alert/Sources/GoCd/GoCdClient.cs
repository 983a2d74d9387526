using System.Net;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Calls a GoCD server. What goes wrong comes back as a sentence; only cancellation is thrown.</summary>
/// <param name="api">As set up by <see cref="GoCdServices"/>: base address, login, limits.</param>
/// <param name="server">Whom it calls, for the sentences.</param>
/// <param name="source">Name of the source, for the sentences.</param>
internal sealed class GoCdClient(ApiClient api, Uri server, string source)
{
    /// <param name="call">What to ask.</param>
    /// <param name="before">The last answer to it: given again when the server says that nothing changed. Null when there is none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<GoCdReply<T>> AskAsync<T>(ApiCall<T> call, GoCdReply<T>.Answer? before, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await api.AskAsync(call, before?.Given, cancellationToken);
        return reply switch
        {
            ApiReply<T>.Answer answer => new GoCdReply<T>.Answer(answer),
            ApiReply<T>.Failed { Fault: ApiFault.Status { Code: HttpStatusCode.Forbidden or HttpStatusCode.NotFound } fault } =>
                new GoCdReply<T>.Refused(Sentence(fault, call)),
            ApiReply<T>.Failed failed => new GoCdReply<T>.Failed(Sentence(failed.Fault, call)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private string Sentence<T>(ApiFault fault, ApiCall<T> call)
        where T : class => GoCdTrouble.Of(fault, call.Address.OriginalString, server, source);
}
