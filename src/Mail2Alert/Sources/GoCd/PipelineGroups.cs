using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Which pipeline is in which group. Names are compared exactly, as mail2alert-py does.</summary>
internal sealed class PipelineGroups
{
    /// <summary>Nothing to ask: every pipeline is in no group.</summary>
    public static PipelineGroups None { get; } = new([], isComplete: true);

    /// <summary>Nobody could tell: every pipeline may be in any group.</summary>
    public static PipelineGroups Unknown { get; } = new([], isComplete: false);

    private readonly Dictionary<string, string> _groupOf;

    /// <param name="groups">A pipeline in two of them, as may be seen while it moves, belongs to the first.</param>
    /// <param name="isComplete">False when pipelines may be missing.</param>
    public PipelineGroups(IEnumerable<PipelineGroup> groups, bool isComplete)
    {
        All = [.. groups.GroupBy(group => group.Name, group => group.Pipelines, PipelineGroup.Merged)];
        IsComplete = isComplete;
        _groupOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in All)
        {
            foreach (var pipeline in group.Pipelines)
                _groupOf.TryAdd(pipeline, group.Name);
        }
    }

    private PipelineGroups(PipelineGroups old) => (All, _groupOf, IsComplete) = (old.All, old._groupOf, false);

    /// <summary>In the order in which GoCD lists them.</summary>
    public IReadOnlyList<PipelineGroup> All { get; }

    /// <summary>True when a pipeline that is not listed is in no group; false when that is unknown.</summary>
    public bool IsComplete { get; }

    public string? GroupOf(string pipeline) => _groupOf.GetValueOrDefault(pipeline);

    public Truth Has(string group, string pipeline) => GroupOf(pipeline) switch
    {
        { } actual => (actual == group).ToTruth(),
        null => IsComplete ? Truth.No : Truth.Unknown,
    };

    /// <summary>The same groups, when they may have changed since.</summary>
    public PipelineGroups AsIncomplete() => new(this);
}

internal sealed record PipelineGroup(string Name, IReadOnlyList<string> Pipelines)
{
    public static PipelineGroup Merged(string name, IEnumerable<IReadOnlyList<string>> pipelines) =>
        new(name, [.. pipelines.SelectMany(some => some).Distinct(StringComparer.Ordinal)]);
}
