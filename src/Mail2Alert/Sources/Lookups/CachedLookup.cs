using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.Lookups;

/// <summary>
/// A copy of what an API knows. However many ask for it at once, one fetch is under way; each caller waits for it as long as its own patience
/// and the time limit last, and then takes the old copy. A caller that gives up does not stop the fetch.
/// </summary>
/// <param name="settings">Names and times.</param>
/// <param name="fetch">
/// Asks the API. Failures are values; it throws only when its token is cancelled, which happens at <see cref="LookupSettings.FetchAtMost"/>.
/// </param>
/// <param name="metrics">Counts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears when the API stops answering, and when it answers again.</param>
internal sealed partial class CachedLookup<T>(
    LookupSettings settings,
    Func<CancellationToken, Task<Fetched<T>>> fetch,
    LookupMetrics metrics,
    TimeProvider time,
    ILogger logger)
    where T : class
{
    private readonly Lock _gate = new();
    private Task<LookupAnswer<T>>? _flight;
    private T? _copy;
    private long _copiedAt;
    private string? _trouble;
    private long? _askedAt;

    public async ValueTask<LookupAnswer<T>> GetAsync(CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(cancellationToken);
        metrics.Answered(settings, answer);
        return answer;
    }

    private async ValueTask<LookupAnswer<T>> AnswerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await KnownOrAsked().WaitAsync(settings.WaitAtMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            lock (_gate)
                return Known(TookTooLong(settings.WaitAtMost));
        }
    }

    private Task<LookupAnswer<T>> KnownOrAsked()
    {
        lock (_gate)
        {
            if (_flight is { IsCompleted: false })
                return _flight;
            return IsRecent ? Task.FromResult(Known(_trouble)) : _flight = Task.Run(FetchAsync, CancellationToken.None);
        }
    }

    private bool IsRecent =>
        _askedAt is { } then && time.GetElapsedTime(then) < (_trouble is null ? settings.FreshFor : settings.RestAfterFailure);

    private LookupAnswer<T> Known(string? trouble) => (_copy, trouble) switch
    {
        ({ } copy, null) => new LookupAnswer<T>.Fresh(copy),
        ({ } copy, { } why) => new LookupAnswer<T>.Stale(copy, time.GetElapsedTime(_copiedAt), why),
        (null, _) => new LookupAnswer<T>.Missing(trouble!),
    };

    private async Task<LookupAnswer<T>> FetchAsync()
    {
        var start = time.GetTimestamp();
        var fetched = await FetchInTimeAsync();
        metrics.Fetched(settings, time.GetElapsedTime(start), fetched is Fetched<T>.Got);
        lock (_gate)
        {
            Keep(fetched);
            return Known(_trouble);
        }
    }

    private async Task<Fetched<T>> FetchInTimeAsync()
    {
        using var limit = new CancellationTokenSource(settings.FetchAtMost, time);
        try
        {
            return await fetch(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new Fetched<T>.Failed(TookTooLong(settings.FetchAtMost));
        }
    }

    private void Keep(Fetched<T> fetched)
    {
        var before = _trouble;
        _askedAt = time.GetTimestamp();
        _trouble = (fetched as Fetched<T>.Failed)?.Why;
        if (fetched is Fetched<T>.Got got)
            (_copy, _copiedAt) = (got.Value, _askedAt.Value);
        if (before is null && _trouble is not null)
            LogFails(settings.Source, settings.Name, _trouble);
        else if (before is not null && _trouble is null)
            LogRecovers(settings.Source, settings.Name);
    }

    private static string TookTooLong(TimeSpan limit) =>
        string.Create(CultureInfo.InvariantCulture, $"no answer within {limit.TotalSeconds} s");

    [LoggerMessage(3001, LogLevel.Warning, "Source {Source} cannot look up {Lookup}: {Trouble}")]
    private partial void LogFails(string source, string lookup, string trouble);

    [LoggerMessage(3002, LogLevel.Information, "Source {Source} can look up {Lookup} again")]
    private partial void LogRecovers(string source, string lookup);
}
