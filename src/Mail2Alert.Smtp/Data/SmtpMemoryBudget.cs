using Mail2Alert.Smtp.Telemetry;

namespace Mail2Alert.Smtp.Data;

/// <summary>The memory that all messages of a server share. Nobody waits for it: the client is told and keeps its mail.</summary>
internal sealed class SmtpMemoryBudget(long limit, SmtpMetrics metrics)
{
    private long _inFlight;

    public long InFlight => Volatile.Read(ref _inFlight);

    /// <summary>A look ahead for a declared SIZE. Nothing is set aside: a promise of mail must not block real mail.</summary>
    public bool HasRoomFor(long bytes) => bytes <= limit - InFlight;

    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _inFlight, bytes) > limit)
        {
            Interlocked.Add(ref _inFlight, -bytes);
            return false;
        }

        metrics.BytesInFlight(bytes);
        return true;
    }

    public void Release(long bytes)
    {
        if (bytes > 0)
        {
            Interlocked.Add(ref _inFlight, -bytes);
            metrics.BytesInFlight(-bytes);
        }
    }
}
