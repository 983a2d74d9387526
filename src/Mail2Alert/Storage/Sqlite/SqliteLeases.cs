using System.Collections.Concurrent;
using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>
/// Who is sending. Kept in memory: a lease cannot outlive the process that alone has the store open, and measured by a clock that nobody can
/// set. What the rows say of leases is for people.
/// </summary>
internal sealed class SqliteLeases(TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, Lease> _leases = new();

    public void Add(IEnumerable<LeasedDelivery> deliveries, TimeSpan duration)
    {
        var start = clock.GetTimestamp();
        foreach (var delivery in deliveries)
            _leases[delivery.Id] = new Lease(delivery.Attempt, start, duration);
    }

    public void Remove(long id) => _leases.TryRemove(id, out _);

    public IReadOnlyList<(long Id, int Attempt)> Over() =>
        [.. _leases.Where(lease => clock.GetElapsedTime(lease.Value.Start) >= lease.Value.Duration).Select(lease => (lease.Key, lease.Value.Attempt))];

    private readonly record struct Lease(int Attempt, long Start, TimeSpan Duration);
}
