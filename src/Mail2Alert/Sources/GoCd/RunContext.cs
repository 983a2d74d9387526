using Mail2Alert.Alerts;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.GoCd;

/// <summary>Adds what GoCD's API knows of a run, as far as the configuration wants it. Nothing of it is worth putting a mail off.</summary>
internal sealed class RunContext(GoCdSettings settings, GoCdLookups lookups, LookupMetrics metrics, TimeProvider time, ILogger logger)
{
    // A run is asked about when its mails come, one for each subscriber; runs that ended long ago are not asked about.
    private const int MostRuns = 500;

    private readonly IReadOnlyList<(RunQuestion Question, LookupCache<StageLocator, RunFacts> Answers)> _asked =
        [.. RunQuestion.All.Where(question => question.Labels.Any(settings.Context.Contains)).Select(question => (question, Cache(question, settings, lookups, metrics, time, logger)))];

    public async Task<(Labels Labels, IReadOnlyList<string> Notes)> CompleteAsync(Labels labels, StageLocator run, CancellationToken cancellationToken)
    {
        if (_asked.Count == 0)
            return (labels, []);
        var notes = new List<string>();
        var answers = await Task.WhenAll(_asked.Select(asked => asked.Answers.GetAsync(run, cancellationToken).AsTask()));
        foreach (var ((question, _), answer) in _asked.Zip(answers))
        {
            if (answer.Trouble is { } why)
                notes.Add($"of the run, {string.Join(", ", Wanted(question))} are {(answer.Value is null ? "unknown" : "as they were a moment ago")}: {why}");
            foreach (var name in Wanted(question))
                labels = With(labels, name, answer);
        }
        return (labels, notes);
    }

    // What the mail itself says, it says of this very happening.
    private static Labels With(Labels labels, string name, LookupAnswer<RunFacts> answer) =>
        labels[name] is not null ? labels
        : answer.Value is { } facts ? labels.With(name, facts.Labels[name])
        : labels.WithUnknown(name, answer.Trouble!);

    private IEnumerable<string> Wanted(RunQuestion question) => question.Labels.Where(settings.Context.Contains);

    private static LookupCache<StageLocator, RunFacts> Cache(
        RunQuestion question, GoCdSettings settings, GoCdLookups lookups, LookupMetrics metrics, TimeProvider time, ILogger logger)
    {
        var names = new LookupSettings(settings.Name, question.Name, settings.CacheFor, settings.LookupTimeout) { MostCopies = MostRuns };
        var cache = new LookupCache<StageLocator, RunFacts>(names, run => cancel => lookups.Run(question, run, cancel), metrics, time, logger);
        metrics.Watch(names, () => cache.Count);
        return cache;
    }
}
