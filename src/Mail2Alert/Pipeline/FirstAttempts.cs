using System.Collections.Frozen;
using Mail2Alert.Channels;
using Mail2Alert.Routing;

namespace Mail2Alert.Pipeline;

/// <summary>What is known of the targets of an alert that has just been decided.</summary>
/// <param name="Behind">Those for which earlier news waits, which this must not overtake, and those that limits hold back: nothing is sent to them.</param>
/// <param name="Memos">What others said when they were told of the alert before.</param>
internal sealed record FirstAttempts(IReadOnlySet<Target> Behind, IReadOnlyDictionary<Target, Memo> Memos)
{
    /// <summary>Where nothing is kept, nothing is known.</summary>
    public static FirstAttempts AtAll { get; } = new(FrozenSet<Target>.Empty, FrozenDictionary<Target, Memo>.Empty);
}
