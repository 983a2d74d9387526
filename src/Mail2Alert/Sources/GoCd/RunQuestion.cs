using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>One thing to ask GoCD about a run of a stage.</summary>
/// <param name="Name">What is looked up, for metrics.</param>
/// <param name="Labels">The labels that the answer gives.</param>
/// <param name="Call">The call.</param>
internal sealed record RunQuestion(string Name, IReadOnlyList<string> Labels, Func<StageLocator, ApiCall<RunFacts>> Call)
{
    /// <summary>19.12 and later.</summary>
    public static RunQuestion Pipeline { get; } = new(
        "pipeline",
        ["label", "committers", "materials"],
        run => new(
            $"api/pipelines/{run.Pipeline}/{run.Counter}",
            "application/vnd.go.cd.v1+json",
            (json, cancel) => ReadAsync(json, RunJson.Default.PipelineRunJson, RunFacts.Of, cancel)));

    /// <summary>20.9 and later.</summary>
    public static RunQuestion Stage { get; } = new(
        "stage",
        ["failed_jobs", "approved_by", "cancelled_by"],
        run => new(
            $"api/stages/{run}",
            "application/vnd.go.cd.v3+json",
            (json, cancel) => ReadAsync(json, RunJson.Default.StageRunJson, RunFacts.Of, cancel)));

    /// <summary>20.9 and later; newest first.</summary>
    public static RunQuestion Before { get; } = new(
        "stage-history",
        ["previous_result"],
        run => new(
            $"api/stages/{run.Key}/history",
            "application/vnd.go.cd.v3+json",
            (json, cancel) => ReadAsync(json, RunJson.Default.StageHistoryJson, history => RunFacts.Before(run, history), cancel)));

    public static IReadOnlyList<RunQuestion> All { get; } = [Pipeline, Stage, Before];

    private static async Task<RunFacts> ReadAsync<T>(
        Stream json, JsonTypeInfo<T> type, Func<T, RunFacts> facts, CancellationToken cancellationToken)
        where T : class =>
        facts(await JsonSerializer.DeserializeAsync(json, type, cancellationToken) ?? throw new JsonException());
}
