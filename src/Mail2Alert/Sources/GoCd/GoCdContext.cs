using System.Globalization;
using Mail2Alert.Alerts;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Adds to an alert what its mail leaves out and GoCD's API knows.</summary>
internal sealed class GoCdContext(GoCdSettings settings, GoCdLookups lookups, LookupMetrics metrics, TimeProvider time, ILogger logger)
{
    private readonly CachedLookup<PipelineGroups> _groups = new(
        new LookupSettings(settings.Name, "groups", settings.CacheFor, settings.LookupTimeout),
        lookups.Groups,
        metrics,
        time,
        logger);

    // Asked for once: what happens from then on comes by mail.
    private readonly CachedLookup<StageHistory> _history = new(
        new LookupSettings(settings.Name, "history", TimeSpan.MaxValue, settings.LookupTimeout),
        lookups.History,
        metrics,
        time,
        logger);

    private readonly RunContext _run = new(settings, lookups, metrics, time, logger);

    public async Task WarmUpAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(GroupsAsync(cancellationToken).AsTask(), _history.GetAsync(cancellationToken).AsTask());

    public ValueTask<LookupAnswer<PipelineGroups>> GroupsAsync(CancellationToken cancellationToken) => _groups.GetAsync(cancellationToken);

    /// <param name="alert">As far as its mail tells.</param>
    /// <param name="pipeline">Whose group is missing.</param>
    /// <param name="run">Whose past is missing; null when the mail does not say which run it was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Reading> CompleteAsync(Alert alert, string pipeline, StageLocator? run, CancellationToken cancellationToken)
    {
        var asksHistory = run is null ? null : _history.GetAsync(cancellationToken).AsTask();
        var asksRun = run is null ? null : _run.CompleteAsync(alert.Labels, run, cancellationToken);
        var groups = await GroupsAsync(cancellationToken);
        var history = asksHistory is null ? null : await asksHistory;
        var (labels, notesOnRun) = asksRun is null ? (alert.Labels, []) : await asksRun;
        string[] notes = [.. NotesOn(groups, pipeline), .. NotesOn(history), .. notesOnRun];
        if (groups is LookupAnswer<PipelineGroups>.Missing missing && settings.OnFailure == LookupFailure.Defer)
            return new Reading.Deferred($"the pipeline groups cannot be looked up: {missing.Why}", notes);
        var completed = WithGroups(alert with { Labels = labels }, pipeline, Usable(groups), groups.Trouble);
        return new Reading.Understood(run is null ? completed : completed with { StatusBefore = history?.Value?.Before(run) }, notes);
    }

    /// <param name="alert">As far as its mail tells.</param>
    /// <param name="pipeline">Whose group it is.</param>
    /// <param name="groups">As GoCD lists them.</param>
    /// <param name="trouble">Why they may be wrong; null when GoCD itself did not show all.</param>
    public static Alert WithGroups(Alert alert, string pipeline, PipelineGroups groups, string? trouble = null) => alert with
    {
        Facts = new GoCdFacts(groups),
        Labels = groups.GroupOf(pipeline) is null && !groups.IsComplete
            ? alert.Labels.WithUnknown("group", trouble ?? "GoCD did not show all groups")
            : alert.Labels.With("group", groups.GroupOf(pipeline)),
    };

    // A pipeline that is not in an old copy may be new.
    private static PipelineGroups Usable(LookupAnswer<PipelineGroups> answer) => answer switch
    {
        LookupAnswer<PipelineGroups>.Fresh fresh => fresh.Known,
        LookupAnswer<PipelineGroups>.Stale stale => stale.Known.AsIncomplete(),
        _ => PipelineGroups.Unknown,
    };

    private static IEnumerable<string> NotesOn(LookupAnswer<PipelineGroups> groups, string pipeline)
    {
        if (groups is LookupAnswer<PipelineGroups>.Stale stale)
            yield return string.Create(CultureInfo.InvariantCulture, $"the pipeline groups are {stale.Age.TotalSeconds:0} s old: {stale.Why}");
        else if (groups.Trouble is { } why)
            yield return $"the pipeline groups are unknown: {why}";
        if (groups.Value is { } known && known.GroupOf(pipeline) is null)
            yield return $"GoCD does not list {pipeline} in any group; the user must be permitted to view it, and not have hidden it";
    }

    private static IEnumerable<string> NotesOn(LookupAnswer<StageHistory>? history)
    {
        if (history?.Trouble is { } why)
            yield return $"how the stage was before is unknown: {why}";
    }
}
