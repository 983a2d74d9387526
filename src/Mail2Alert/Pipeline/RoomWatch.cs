using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Looks at the disk under the store every few seconds, and says once when a bound is crossed.</summary>
internal sealed partial class RoomWatch(StoreRoom room, TimeProvider clock, ILogger<RoomWatch> logger)
{
    // A disk that takes 100 MB in a second fills the default reserve in little more.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private RoomState _told;

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
                Look();
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // There is nothing to finish.
        }
    }

    /// <summary>One look. The first is taken before mail can come.</summary>
    public void Look()
    {
        var (before, now) = (_told, room.Look());
        _told = now;
        if (now == before)
            return;
        if (now == RoomState.Short)
            LogShort(Mebibytes(room.Free), Mebibytes(room.Reserve));
        else if (now == RoomState.Low)
            LogLow(Mebibytes(room.Free), Mebibytes(room.Reserve));
        else
            LogAmple(Mebibytes(room.Free));
    }

    private static long Mebibytes(long? bytes) => (bytes ?? 0) / (1024 * 1024);

    [LoggerMessage(4251, LogLevel.Error,
        "The store's disk has {Free} MiB left, less than `limits: disk-reserve` ({Reserve} MiB): new mail is refused with 452, what is kept is still delivered. Make room there now")]
    private partial void LogShort(long free, long reserve);

    [LoggerMessage(4252, LogLevel.Warning,
        "The store's disk has {Free} MiB left, and below {Reserve} MiB new mail is refused: make room there, shorten `retention`, or move the store")]
    private partial void LogLow(long free, long reserve);

    [LoggerMessage(4253, LogLevel.Information, "The store's disk has room again: {Free} MiB")]
    private partial void LogAmple(long free);
}
