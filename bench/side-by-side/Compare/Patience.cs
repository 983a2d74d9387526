using System.Diagnostics;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>Waiting that ends.</summary>
internal static class Patience
{
    /// <returns>False when it did not come true in time.</returns>
    public static async Task<bool> UntilAsync(Func<Task<bool>> isTrue, TimeSpan atMost, TimeSpan every, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(every);
        while (!await isTrue())
        {
            if (Stopwatch.GetElapsedTime(start) > atMost)
                return false;
            await timer.WaitForNextTickAsync(stop);
        }
        return true;
    }
}
