using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.Lookups;

/// <summary>Copies of what an API knows, by what was asked for. There are only so many: what was asked for longest ago goes first.</summary>
/// <param name="settings">Names, times and the number of copies.</param>
/// <param name="open">Makes what asks for one of them; it remembers its last answer.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears when the API stops answering, and when it answers again.</param>
internal sealed class LookupCache<TKey, T>(
    LookupSettings settings,
    Func<TKey, Func<CancellationToken, Task<Fetched<T>>>> open,
    LookupMetrics metrics,
    TimeProvider time,
    ILogger logger)
    where TKey : notnull
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<Copy>> _copies = [];
    private readonly LinkedList<Copy> _byUse = new();

    // One for all: an API that is down fails for every address.
    private readonly SeldomLogger _logger = new(logger, time);

    public int Count
    {
        get
        {
            lock (_gate)
                return _copies.Count;
        }
    }

    public ValueTask<LookupAnswer<T>> GetAsync(TKey what, CancellationToken cancellationToken) => Find(what).GetAsync(cancellationToken);

    private CachedLookup<T> Find(TKey what)
    {
        lock (_gate)
        {
            if (_copies.TryGetValue(what, out var known))
                _byUse.Remove(known);
            else
                Add(what, out known);
            _byUse.AddFirst(known);
            return known.Value.Lookup;
        }
    }

    private void Add(TKey what, [NotNull] out LinkedListNode<Copy>? added)
    {
        if (_copies.Count >= settings.MostCopies && _byUse.Last is { } oldest)
        {
            _byUse.Remove(oldest);
            _copies.Remove(oldest.Value.What);
        }
        added = new(new Copy(what, new CachedLookup<T>(settings, open(what), metrics, time, _logger)));
        _copies.Add(what, added);
    }

    private sealed record Copy(TKey What, CachedLookup<T> Lookup);
}
