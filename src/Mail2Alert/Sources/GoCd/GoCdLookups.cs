using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What a source asks beyond its mail: GoCD's API, or whatever stands in for it.</summary>
/// <param name="Groups">Which pipeline is in which group.</param>
/// <param name="History">How each stage stands.</param>
internal sealed record GoCdLookups(
    Func<CancellationToken, Task<Fetched<PipelineGroups>>> Groups,
    Func<CancellationToken, Task<Fetched<StageHistory>>> History)
{
    public static GoCdLookups Of(GoCdClient client, string source) =>
        new(new PipelineGroupsLookup(client, source).FetchAsync, new StageHistoryLookup(client).FetchAsync);
}
