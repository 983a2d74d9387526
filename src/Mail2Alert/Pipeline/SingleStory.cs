using Mail2Alert.Routing;
using Mail2Alert.Routing.Groups;

namespace Mail2Alert.Pipeline;

/// <summary>What is said of an alert that is told by itself, but not at once.</summary>
internal static class SingleStory
{
    /// <summary>For its mail's story.</summary>
    public static string Sentence(GroupTerms terms, GroupMember member, bool flaps)
    {
        var who = string.Join(", ", terms.To.Select(receiver => receiver.Name));
        return flaps ? $"{terms.Route.Name}: it flaps, with {terms.Route.Options.Flapping}: told to {who}, and not again before it keeps still"
            : member.IsResolved ? $"{terms.Route.Name}: told to {who}, who had been told that it fires"
            : terms.IsEscalation ? $"{terms.Route.Name}: {Unacknowledged(terms)}: {who} is told, too"
            : $"{terms.Route.Name}: nothing keeps it quiet any more: told to {who}";
    }

    /// <summary>For whoever is told; null where the mail says it all.</summary>
    public static string? Note(GroupTerms terms, GroupMember member, bool flaps) =>
        flaps ? $"flaps: {terms.Route.Options.Flapping}; you hear of it again when it keeps still and is not as it is now"
        : terms.IsEscalation && member.IsFiring ? $"escalated: {Unacknowledged(terms)}"
        : null;

    private static string Unacknowledged(GroupTerms terms) => $"nobody acknowledged it within {WrittenSpan.Of(terms.Grouping.Wait)}";
}
