using Mail2Alert.Routing;

namespace Mail2Alert.Channels;

/// <summary>What a text names: targets, or a mistake in a sentence.</summary>
internal sealed record ParsedTargets(IReadOnlyList<Target> Targets, string? Mistake)
{
    public static ParsedTargets Of(params Target[] targets) => new(targets, null);

    public static ParsedTargets Wrong(string mistake) => new([], mistake);
}
