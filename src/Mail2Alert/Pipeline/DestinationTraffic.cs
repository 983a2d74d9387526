using Mail2Alert.Deliveries;
using Mail2Alert.Storage;

namespace Mail2Alert.Pipeline;

/// <summary>What is under way to each destination, and how much more may be: none of them takes the others' room.</summary>
internal sealed class DestinationTraffic(DispatchLimits limits, TimeSpan giveUp, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Traffic> _traffic = new(StringComparer.Ordinal);
    private int _underWay;

    /// <summary>How many more each destination has room for: an equal share of what is free, at least one.</summary>
    public Dictionary<string, int> RoomFor(IReadOnlyList<WaitingDestination> waiting)
    {
        var now = clock.GetUtcNow();
        var room = new Dictionary<string, int>(StringComparer.Ordinal);
        lock (_lock)
        {
            var free = limits.All - _underWay;
            var open = waiting.Where(destination => destination.DueAt <= now && RoomFor(destination.Name) > 0)
                .OrderBy(destination => destination.DueAt).ToList();
            for (var i = 0; i < open.Count && free > 0; i++)
            {
                var most = Math.Min(RoomFor(open[i].Name), Math.Max(1, free / (open.Count - i)));
                room.Add(open[i].Name, most);
                free -= most;
            }
        }
        return room;
    }

    /// <summary>How long until there is something to do that nobody is going to signal; null for nothing.</summary>
    public TimeSpan? Wait(IReadOnlyList<WaitingDestination> waiting)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
            return waiting.Select(destination => Wait(destination, now)).Min();
    }

    /// <summary>One is leased and about to be sent.</summary>
    public (Circuit Circuit, bool MaySend, bool IsProbe) Begin(string destination)
    {
        lock (_lock)
        {
            if (!_traffic.TryGetValue(destination, out var traffic))
                _traffic.Add(destination, traffic = new Traffic(new Circuit(clock), limits.PaceOf(destination) is { } pace ? new PaceMeter(pace, clock) : null));
            traffic.Pace?.Take();
            var isOpen = traffic.Circuit.IsOpen;
            var isProbe = isOpen && traffic.UnderWay == 0;
            traffic.UnderWay++;
            _underWay++;
            return (traffic.Circuit, !isOpen || isProbe, isProbe);
        }
    }

    public void End(string destination)
    {
        lock (_lock)
        {
            _underWay--;
            var traffic = _traffic[destination];
            if (--traffic.UnderWay == 0 && traffic is { Circuit.IsForgettable: true, Pace: null })
                _traffic.Remove(destination);
        }
    }

    /// <summary>Makes all that are down be tried at once.</summary>
    public void Hurry()
    {
        lock (_lock)
        {
            foreach (var traffic in _traffic.Values)
                traffic.Circuit.Hurry();
        }
    }

    private int RoomFor(string name) => _traffic.TryGetValue(name, out var traffic)
        ? Math.Min(RoomFor(traffic), traffic.Pace?.Room ?? int.MaxValue)
        : Math.Min(Math.Min(limits.PerDestination, Circuit.FirstTrust), limits.PaceOf(name)?.Burst ?? int.MaxValue);

    // Of a destination that is down for too long, those behind the one that tries are looked at, too: they may be too old by now.
    private int RoomFor(Traffic traffic)
    {
        if (!traffic.Circuit.IsOpen)
            return Math.Min(limits.PerDestination, traffic.Circuit.Trust) - traffic.UnderWay;
        if (traffic.UnderWay > 0 || traffic.Circuit.Wait > TimeSpan.Zero)
            return 0;
        return traffic.Circuit.DownFor >= giveUp ? limits.PerDestination : 1;
    }

    private TimeSpan? Wait(WaitingDestination destination, DateTimeOffset now)
    {
        var due = destination.DueAt > now ? destination.DueAt - now : TimeSpan.Zero;
        if (!_traffic.TryGetValue(destination.Name, out var traffic))
            return due;
        if (traffic.Circuit.Wait is var pause && pause > due)
            due = pause;
        if (traffic.Pace?.Wait is { } turn && turn > due)
            due = turn;
        return due == TimeSpan.Zero && RoomFor(destination.Name) <= 0 ? null : due;
    }

    private sealed class Traffic(Circuit circuit, PaceMeter? pace)
    {
        public Circuit Circuit => circuit;

        /// <summary>Null for as fast as it goes.</summary>
        public PaceMeter? Pace => pace;

        public int UnderWay { get; set; }
    }
}
