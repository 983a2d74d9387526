namespace Mail2Alert.Sources.GoCd;

/// <summary>What an answer of GoCD says of a run, as labels; null for one that it has nothing on.</summary>
internal sealed record RunFacts(IReadOnlyDictionary<string, string?> Labels)
{
    // What a label may have; a release may hold the work of a hundred people.
    private const int Longest = 1024;

    public static RunFacts Of(PipelineRunJson pipeline)
    {
        var changed = pipeline.BuildCause?.MaterialRevisions?.Where(revision => revision?.Changed == true).ToList() ?? [];
        return new(new Dictionary<string, string?>
        {
            ["label"] = pipeline.Label,
            ["committers"] = List(changed.SelectMany(revision => revision!.Modifications ?? []).Select(change => change?.UserName)),
            ["materials"] = List(changed.Select(revision => revision!.Material?.Name ?? revision.Material?.Description)),
        });
    }

    // GoCD names itself where a run ended by no one's hand, cancelled or not.
    public static RunFacts Of(StageRunJson stage) => new(new Dictionary<string, string?>
    {
        ["failed_jobs"] = List((stage.Jobs ?? []).Where(job => job?.Result == "Failed").Select(job => job!.Name)),
        ["approved_by"] = stage.ApprovedBy,
        ["cancelled_by"] = stage.Result == "Cancelled" ? stage.CancelledBy : null,
    });

    /// <summary>The result of the run before; of one that is not done nothing is known.</summary>
    public static RunFacts Before(StageLocator run, StageHistoryJson history) => new(new Dictionary<string, string?>
    {
        ["previous_result"] = history.Stages
            .Where(stage => stage is { Result: "Passed" or "Failed" or "Cancelled" } && Locator(run, stage).IsBefore(run))
            .Select(stage => stage!.Result)
            .FirstOrDefault(),
    });

    private static StageLocator Locator(StageLocator run, StageRunJson stage) =>
        run with { Counter = $"{stage.PipelineCounter}", StageCounter = $"{stage.Counter}" };

    private static string? List(IEnumerable<string?> values) =>
        string.Join(", ", values.Where(value => value is { Length: > 0 }).Distinct()) is { Length: > 0 } list
            ? list.Length > Longest ? list[..Longest] : list
            : null;
}
