using Mail2Alert.Configuration.RuleTests;
using Mail2Alert.Sources.Declared.Lookups;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>Answers in place of an API as a test says.</summary>
internal static class StandIn
{
    private static readonly Func<CancellationToken, Task<Fetched<StageHistory>>> NoHistory = Answer(StageHistory.Empty);

    /// <param name="answer">What the test says; null when it says nothing of this source.</param>
    /// <param name="source">Its name.</param>
    public static GoCdLookups ForGoCd(LookedUp? answer, string source) => answer switch
    {
        LookedUp.Groups { GroupOf: { } groupOf } => new GoCdLookups(Answer(Groups(groupOf)), NoHistory),
        LookedUp.Groups => new GoCdLookups(Fail<PipelineGroups>("the test says so"), NoHistory),
        _ => new GoCdLookups(Fail<PipelineGroups>($"the test does not say; add 'looked-up: {{ {source}: {{ PIPELINE: GROUP }} }}'"), NoHistory),
    };

    /// <param name="answer">What the test says; null when it says nothing of this source.</param>
    /// <param name="source">Its name.</param>
    public static AskedApis ForLookups(LookedUp? answer, string source) => new((lookup, _) =>
        (answer as LookedUp.Labels)?.ByLookup.TryGetValue(lookup.Name, out var found) != true
            ? Fail<FoundLabels>($"the test does not say; add 'looked-up: {{ {source}: {{ {lookup.Name}: {{ LABEL: VALUE }} }} }}'")
            : found is null
                ? Fail<FoundLabels>("the test says so")
                : Answer(new FoundLabels(lookup.Answer.Names.ToDictionary(label => label, label => found.GetValueOrDefault(label)))));

    private static PipelineGroups Groups(IReadOnlyDictionary<string, string> groupOf) => new(
        groupOf.GroupBy(pipeline => pipeline.Value, pipeline => pipeline.Key).Select(group => new PipelineGroup(group.Key, [.. group])),
        isComplete: true);

    private static Func<CancellationToken, Task<Fetched<T>>> Answer<T>(T value)
        where T : class => _ => Task.FromResult<Fetched<T>>(new Fetched<T>.Got(value));

    private static Func<CancellationToken, Task<Fetched<T>>> Fail<T>(string why)
        where T : class => _ => Task.FromResult<Fetched<T>>(new Fetched<T>.Failed(why));
}
