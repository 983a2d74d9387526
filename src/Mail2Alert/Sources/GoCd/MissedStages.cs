using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>
/// Compares GoCD's own list of stages with what is remembered of their mails, and finds those that broke or were mended without one. Who subscribes to
/// some events only gets no mail of others, so that a stage stands as it did is never missed.
/// </summary>
/// <param name="after">How long a mail may take.</param>
/// <param name="since">What ended before is nobody's business.</param>
internal sealed class MissedStages(TimeSpan after, DateTimeOffset since)
{
    private readonly Dictionary<string, (StageLocator Run, DateTimeOffset At)> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (StageHistory.Row Row, AlertStatus? Before)> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<StageLocator> _ignored = [];
    private HashSet<StageLocator>? _atFirst;

    /// <param name="history">As GoCD has it now.</param>
    /// <param name="recall">What is remembered of a stage's alert.</param>
    /// <param name="now">What the time is.</param>
    /// <returns>Those whose mail is overdue. Each is named again until something is remembered of it.</returns>
    public IReadOnlyList<StageHistory.Row> Overdue(StageHistory history, Func<string, AlertState?> recall, DateTimeOffset now)
    {
        See(history);
        _atFirst ??= [.. history.Rows.Select(row => row.LastRun)];
        _ignored.IntersectWith(history.Rows.Select(row => row.LastRun));
        var missed = history.Rows.Where(row => IsMissing(row, recall(row.LastRun.Key))).ToDictionary(row => row.LastRun.Key, StringComparer.Ordinal);
        foreach (var gone in _waiting.Where(known => missed.GetValueOrDefault(known.Key)?.LastRun != known.Value.Run).ToList())
            _waiting.Remove(gone.Key);
        foreach (var (key, row) in missed)
            _waiting.TryAdd(key, (row.LastRun, now));
        return [.. missed.Values.Where(row => now - _waiting[row.LastRun.Key].At >= after)];
    }

    /// <summary>How the stage stood before that run, as the list had it; null when nobody looked.</summary>
    public AlertStatus? Before(StageLocator run) => _seen.TryGetValue(run.Key, out var seen) && seen.Row.LastRun == run ? seen.Before : null;

    /// <summary>This run is never missed.</summary>
    public void Ignore(StageLocator run) => _ignored.Add(run);

    private void See(StageHistory history)
    {
        foreach (var row in history.Rows.Where(row => !row.IsRunning))
        {
            if (!_seen.TryGetValue(row.LastRun.Key, out var seen))
                _seen[row.LastRun.Key] = (row, null);
            else if (seen.Row.LastRun != row.LastRun)
                _seen[row.LastRun.Key] = (row, seen.Row.Status);
        }
    }

    private bool IsMissing(StageHistory.Row row, AlertState? state) =>
        !row.IsRunning
        && !_ignored.Contains(row.LastRun)
        && (row.At is { } at ? at >= since : !_atFirst!.Contains(row.LastRun))
        && row.Status != (state?.Status ?? AlertStatus.Resolved)
        // What came by mail may be newer than the list.
        && (state?.Occurrence is not { } known || StageLocator.InUrl($"/pipelines/{known}")?.IsBefore(row.LastRun) == true);
}
