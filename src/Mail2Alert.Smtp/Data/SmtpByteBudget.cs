namespace Mail2Alert.Smtp.Data;

/// <summary>The memory or the disk space that all messages of a server share. Nobody waits for it: the client is told and keeps its mail.</summary>
internal sealed class SmtpByteBudget(long limit, Action<long> changed)
{
    private long _inFlight;

    public long InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Octets that are left.</summary>
    public long Free => Math.Max(0, limit - InFlight);

    /// <summary>A look ahead for a declared SIZE. Nothing is set aside: a promise of mail must not block real mail.</summary>
    public bool HasRoomFor(long bytes) => bytes <= limit - InFlight;

    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _inFlight, bytes) > limit)
        {
            Interlocked.Add(ref _inFlight, -bytes);
            return false;
        }

        changed(bytes);
        return true;
    }

    public void Release(long bytes)
    {
        if (bytes > 0)
        {
            Interlocked.Add(ref _inFlight, -bytes);
            changed(-bytes);
        }
    }
}
