using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace Mail2Alert.Sources.Lookups;

/// <summary>
/// One gate for each server that is asked: few calls at once, whoever asks. Servers are named by the configuration alone, so they are few.
/// </summary>
/// <param name="atOnce">How many calls (<c>limits: lookups-per-server</c>).</param>
/// <param name="metrics">Counts those for which there was no room.</param>
/// <param name="time">The clock.</param>
internal sealed class LookupGates(int atOnce, LookupMetrics metrics, TimeProvider time)
{
    /// <summary>As many as a browser opens to a host, and a bit more.</summary>
    public const int DefaultAtOnce = 8;

    // Waiting counts against the time limit of a lookup; who comes later than this could not be served in time.
    private const int Waiting = 1000;

    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For lookups of many addresses: after many failures nobody asks the server for a while.</summary>
    public ResiliencePipeline<HttpResponseMessage> WithBreaker(Uri server) => Of(server).Breaking;

    /// <summary>For what rests after each failure of its own.</summary>
    public ResiliencePipeline<HttpResponseMessage> WithoutBreaker(Uri server) => Of(server).Bounded;

    private Gate Of(Uri server) => _gates.GetOrAdd(server.Authority, Create);

    private Gate Create(string server)
    {
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = atOnce,
            QueueLimit = Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        return new Gate(
            Bounded(limiter, server).AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                // One address that always fails must not close the way to the others.
                FailureRatio = 0.9,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = call => ValueTask.FromResult(IsFailure(call.Outcome)),
            }).Build(),
            Bounded(limiter, server).Build());
    }

    private ResiliencePipelineBuilder<HttpResponseMessage> Bounded(ConcurrencyLimiter limiter, string server) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRateLimiter(new RateLimiterStrategyOptions
        {
            RateLimiter = asked => limiter.AcquireAsync(permitCount: 1, asked.Context.CancellationToken),
            OnRejected = _ =>
            {
                metrics.Crowded(server);
                return default;
            },
        });

    // A call that was cancelled took too long: nobody else cancels one.
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } } => false,
        { Exception: HttpRequestException or IOException or OperationCanceledException } => true,
        { Result: { } response } => (int)response.StatusCode >= 500,
        _ => false,
    };

    private sealed record Gate(ResiliencePipeline<HttpResponseMessage> Breaking, ResiliencePipeline<HttpResponseMessage> Bounded);
}
