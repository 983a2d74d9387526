using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Sources.GoCd;

/// <summary>What a source asks beyond its mail: GoCD's API, or whatever stands in for it.</summary>
/// <param name="Groups">Which pipeline is in which group.</param>
/// <param name="History">How each stage stands.</param>
internal sealed record GoCdLookups(
    Func<CancellationToken, Task<Fetched<PipelineGroups>>> Groups,
    Func<CancellationToken, Task<Fetched<StageHistory>>> History)
{
    /// <summary>What is known of a run.</summary>
    public Func<RunQuestion, StageLocator, CancellationToken, Task<Fetched<RunFacts>>> Run { get; init; } =
        (_, _, _) => Task.FromResult<Fetched<RunFacts>>(new Fetched<RunFacts>.Failed("nobody is asked about runs"));

    /// <summary>Those that are made when somebody asks: HTTP and its retries take longer to put together than the rest of a source.</summary>
    public static GoCdLookups WhenAsked(Func<GoCdLookups> make)
    {
        var made = new Lazy<GoCdLookups>(make);
        return new(cancel => made.Value.Groups(cancel), cancel => made.Value.History(cancel))
        {
            Run = (question, run, cancel) => made.Value.Run(question, run, cancel),
        };
    }

    public static GoCdLookups Of(GoCdClient client, string source) =>
        new(new PipelineGroupsLookup(client, source).FetchAsync, new StageHistoryLookup(client).FetchAsync)
        {
            Run = async (question, run, cancel) => await client.AskAsync(question.Call(run), before: null, cancel) switch
            {
                GoCdReply<RunFacts>.Answer answer => new Fetched<RunFacts>.Got(answer.Value),
                var reply => new Fetched<RunFacts>.Failed(reply.Trouble!),
            },
        };
}
