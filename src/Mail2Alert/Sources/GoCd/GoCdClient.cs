using System.Net;
using Mail2Alert.Sources.Lookups;
using Polly;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Calls a GoCD server. What goes wrong comes back as a sentence; only cancellation is thrown.</summary>
/// <param name="http">As set up by <see cref="GoCdServices"/>: base address, login, size limit.</param>
/// <param name="source">Name of the source, for the sentences.</param>
internal sealed class GoCdClient(HttpClient http, string source)
{
    private readonly ApiClient _api = new(http, ResiliencePipeline<HttpResponseMessage>.Empty);

    /// <param name="call">What to ask.</param>
    /// <param name="before">The last answer to it: given again when the server says that nothing changed. Null when there is none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<GoCdReply<T>> AskAsync<T>(GoCdCall<T> call, GoCdReply<T>.Answer? before, CancellationToken cancellationToken)
        where T : class
    {
        var reply = await _api.AskAsync(
            new ApiCall<T>(new Uri(call.Path, UriKind.Relative), call.Accept, call.Read),
            before is null ? null : new ApiReply<T>.Answer(before.Value, before.Tag),
            cancellationToken);
        return reply switch
        {
            ApiReply<T>.Answer answer => new GoCdReply<T>.Answer(answer.Value, answer.Tag),
            ApiReply<T>.Failed { Fault: ApiFault.Status { Code: HttpStatusCode.Forbidden or HttpStatusCode.NotFound } fault } =>
                new GoCdReply<T>.Refused(Sentence(fault, call.Path)),
            ApiReply<T>.Failed failed => new GoCdReply<T>.Failed(Sentence(failed.Fault, call.Path)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private string Sentence(ApiFault fault, string path) => GoCdTrouble.Of(fault, path, http.BaseAddress!, source);
}
