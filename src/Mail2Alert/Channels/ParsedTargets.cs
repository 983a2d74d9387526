using Mail2Alert.Routing;

namespace Mail2Alert.Channels;

/// <summary>What a text names: targets, or a mistake in a sentence.</summary>
internal sealed record ParsedTargets(IReadOnlyList<Target> Targets, string? Mistake)
{
    /// <summary>What has no effect, in sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static ParsedTargets Of(params IReadOnlyList<Target> targets) => new(targets, null);

    public static ParsedTargets Wrong(string mistake) => new([], mistake);
}
