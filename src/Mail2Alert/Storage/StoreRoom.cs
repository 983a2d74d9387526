namespace Mail2Alert.Storage;

/// <summary>
/// Whether the disk has room for another mail. It says no while there is a reserve left, so that what is kept can still be decided, delivered and
/// written down. Asking costs nothing: somebody looks at the disk now and then, in between what was taken is counted, and before that count
/// refuses anything the disk is asked again.
/// </summary>
/// <param name="free">Octets that are free on the store's file system; null when that cannot be known.</param>
/// <param name="reserve">With less than this, mail is refused.</param>
/// <param name="warning">With less than this, somebody should hear of it.</param>
internal sealed class StoreRoom(Func<long?> free, long reserve, long warning)
{
    // A mail lies in the log first and then in the database, and its rows and indexes take a page or two in each.
    private const long Twice = 2;
    private const long Rows = 16 * 1024;

    private long _free = long.MaxValue;
    private long _taken;
    private long _refused;

    public long Reserve => reserve;

    public long Warning => warning;

    /// <summary>Octets free at the last look; null before the first, and where it cannot be known.</summary>
    public long? Free => Interlocked.Read(ref _free) is var known && known == long.MaxValue ? null : known;

    public RoomState State { get; private set; }

    /// <summary>Mails refused so far.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Looks at the disk. A state is left only when there is an eighth more than it begins with: no flicker around a bound.</summary>
    public RoomState Look()
    {
        if (free() is { } now)
        {
            Interlocked.Exchange(ref _free, now);
            Interlocked.Exchange(ref _taken, 0);
            State = now < Bound(reserve, State == RoomState.Short) ? RoomState.Short
                : now < Bound(warning, State >= RoomState.Low) ? RoomState.Low
                : RoomState.Ample;
        }
        return State;
    }

    /// <summary>Whether a mail of this size may come. Nothing is set aside for it.</summary>
    public bool Has(long bytes)
    {
        if (Fits(bytes) || (Look() != RoomState.Short && Fits(bytes)))
            return true;
        Interlocked.Increment(ref _refused);
        return false;
    }

    /// <summary>The same for a mail that is here, and counts it.</summary>
    public bool TryTake(long bytes)
    {
        if (!Has(bytes))
            return false;
        Interlocked.Add(ref _taken, Cost(bytes));
        return true;
    }

    private bool Fits(long bytes) =>
        State != RoomState.Short && Interlocked.Read(ref _free) - Interlocked.Read(ref _taken) - Cost(bytes) >= reserve;

    private static long Bound(long bound, bool isBelow) => isBelow ? bound + (bound / 8) : bound;

    private static long Cost(long bytes) => (Twice * bytes) + Rows;
}
