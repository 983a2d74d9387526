using System.Reflection;

namespace Mail2Alert.Sources.Plugins;

/// <summary>
/// Where a plug-in's code runs. Whatever it throws costs one mail its own reading, and never the alert; what does not end is left behind, and so many of
/// them end the asking.
/// </summary>
/// <param name="source">Whose plug-in it is.</param>
/// <param name="within">How long it may take over a mail.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">Counts what becomes of it.</param>
internal sealed class PluginGuard(string source, TimeSpan within, TimeProvider time, PluginMetrics metrics)
{
    /// <summary>How many mails may occupy it beyond their time: each holds a thread, if it does nothing but calculate.</summary>
    public const int MostLeft = 8;

    private int _left;

    /// <summary>How many have not ended yet although their time is over.</summary>
    public int Left => Volatile.Read(ref _left);

    /// <param name="ask">What the plug-in does, to its end.</param>
    /// <param name="otherwise">What to make of the mail when it does not: takes why.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, Func<string, T> otherwise, CancellationToken cancellationToken)
    {
        if (Left >= MostLeft)
            return Counted("skipped", otherwise($"it is not asked: {MostLeft} mails before occupy it still"));
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = Task.Run(() => TryAsync(ask, limit.Token), CancellationToken.None);
        try
        {
            var (answer, mistake) = await asked.WaitAsync(within, time, cancellationToken);
            limit.Dispose();
            return mistake is null ? Counted("read", answer!) : Counted("failed", otherwise(mistake));
        }
        catch (TimeoutException)
        {
            Leave(asked, limit);
            return Counted("late", otherwise($"it did not answer within {within.TotalSeconds:0.###} s"));
        }
    }

    /// <summary>Calls it where nothing is to be waited for.</summary>
    public static (T? Answer, string? Mistake) Try<T>(Func<T> call)
        where T : class
    {
        try
        {
            return (call(), null);
        }
#pragma warning disable CA1031 // What others' code throws is not ours to foresee; it is told, and the configuration refused.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            return (null, Told(trouble));
        }
    }

    private static async Task<(T? Answer, string? Mistake)> TryAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return (await ask(cancellationToken), null);
        }
#pragma warning disable CA1031 // What others' code throws is not ours to foresee, and a mail that is not told is worse than one told badly.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            return (default, Told(trouble));
        }
    }

    private void Leave(Task asked, CancellationTokenSource limit)
    {
        Interlocked.Increment(ref _left);
        asked.ContinueWith(
            _ =>
            {
                Interlocked.Decrement(ref _left);
                limit.Dispose();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        // What it has asked to be called back with runs there, and not here.
        _ = limit.CancelAsync();
    }

    private T Counted<T>(string result, T answer)
    {
        metrics.Asked(source, result);
        return answer;
    }

    private static string Told(Exception trouble) => trouble is TargetInvocationException { InnerException: { } inner } ? Told(inner) : $"{trouble.GetType().Name}: {trouble.Message}";
}
