using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Sees to it that each fallback is there, and that none leads back to where it began.</summary>
internal sealed class FallbackCheck(IReadOnlyList<WrittenReceiver> receivers, Problems problems)
{
    private readonly HashSet<WrittenReceiver> _seen = [];

    public void Run()
    {
        foreach (var receiver in receivers)
        {
            TellOfUnknown(receiver);
            TellOfCycle(receiver);
        }
    }

    private void TellOfUnknown(WrittenReceiver receiver)
    {
        if (receiver.Fallback is not { } name || Find(name.Value) is not null)
            return;
        problems.Error(name.At, name.Value.Contains(':', StringComparison.Ordinal)
            ? $"'fallback' expects the name of a receiver, found {Shown.QuoteScheme(name.Written)}"
            : $"there is no receiver {name.Quoted}{Suggestion.For(name.Value, receivers.Select(written => written.Name.Value))}");
    }

    // Each cycle is told once, where its first member in the file names the next.
    private void TellOfCycle(WrittenReceiver first)
    {
        var way = new List<WrittenReceiver>();
        for (var next = first; next is not null && _seen.Add(next); next = Next(next))
            way.Add(next);
        if (way.Count == 0 || Next(way[^1]) is not { } last || way.IndexOf(last) is not (>= 0 and var start))
            return;
        var cycle = way.Skip(start).Append(last).Select(receiver => receiver.Name.Value);
        problems.Error(last.Fallback!.At, way.Count - start == 1
            ? $"the receiver {last.Name.Quoted} falls back on itself"
            : $"receivers fall back on one another: {string.Join(", ", cycle)}");
    }

    private WrittenReceiver? Next(WrittenReceiver receiver) => receiver.Fallback is { } name ? Find(name.Value) : null;

    private WrittenReceiver? Find(string name) => receivers.FirstOrDefault(written => written.Name.Value == name);
}
