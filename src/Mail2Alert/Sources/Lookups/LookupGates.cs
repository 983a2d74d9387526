using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace Mail2Alert.Sources.Lookups;

/// <summary>
/// One gate for each server that lookups ask: few calls at once, and none for a while when nearly all fail. Servers are named by the
/// configuration alone, so they are few.
/// </summary>
internal sealed class LookupGates(TimeProvider time)
{
    // As many as a browser opens to a host, and a bit more.
    public const int AtOnce = 8;

    // Waiting counts against the time limit of a lookup; who comes later than this could not be served in time.
    public const int Waiting = 1000;

    private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>> _gates = new(StringComparer.OrdinalIgnoreCase);

    public ResiliencePipeline<HttpResponseMessage> For(Uri server) => _gates.GetOrAdd(server.Authority, _ => Create());

    private ResiliencePipeline<HttpResponseMessage> Create() => new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddConcurrencyLimiter(AtOnce, Waiting)
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
        {
            // One address that always fails must not close the way to the others.
            FailureRatio = 0.9,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(15),
            ShouldHandle = call => ValueTask.FromResult(IsFailure(call.Outcome)),
        })
        .Build();

    // A call that was cancelled took too long: nobody else cancels one.
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false,
        { Exception: HttpRequestException or IOException or OperationCanceledException } => true,
        { Result: { } response } => (int)response.StatusCode >= 500,
        _ => false,
    };
}
