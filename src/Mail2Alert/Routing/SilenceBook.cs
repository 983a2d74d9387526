using System.Collections.Immutable;
using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>The silences there are while the program runs.</summary>
internal sealed class SilenceBook
{
    private ImmutableDictionary<string, Silence> _silences = ImmutableDictionary<string, Silence>.Empty;

    public IEnumerable<Silence> All => _silences.Values;

    /// <summary>Null when there is none of that id.</summary>
    public Silence? Find(string id) => _silences.GetValueOrDefault(id);

    /// <summary>Adds one, or takes the place of the one with the same id.</summary>
    public void Put(Silence silence) => ImmutableInterlocked.AddOrUpdate(ref _silences, silence.Id, silence, (_, _) => silence);

    public void Remove(string id) => ImmutableInterlocked.TryRemove(ref _silences, id, out _);

    /// <summary>One that silences the alert now; null when none does.</summary>
    public Silence? Of(Alert alert, DateTimeOffset now) => _silences.Values.FirstOrDefault(silence => silence.Holds(alert, now));
}
