using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>How each stage stood when GoCD was asked.</summary>
internal sealed class StageHistory(IEnumerable<StageHistory.Row> rows)
{
    /// <summary>Nothing is known.</summary>
    public static StageHistory Empty { get; } = new([]);

    private readonly Dictionary<string, Row> _rows = rows
        .DistinctBy(row => row.LastRun.Key, StringComparer.Ordinal)
        .ToDictionary(row => row.LastRun.Key, StringComparer.Ordinal);

    public IEnumerable<Row> Rows => _rows.Values;

    /// <summary>How the stage stood before that run; null when nobody knows, or when the history is of that run or a later one.</summary>
    /// <remarks>
    /// A cancelled run counts as failed, since GoCD says so. That may make FIXED of a PASSES: one mail too many rather than too few.
    /// </remarks>
    public AlertStatus? Before(StageLocator run) =>
        _rows.TryGetValue(run.Key, out var row) && (row.LastRun.IsBefore(run) || (row.IsRunning && row.LastRun == run)) ? row.Status : null;

    /// <param name="LastRun">The newest run.</param>
    /// <param name="IsRunning">True when it is not done, so that the status is that of the run before.</param>
    /// <param name="Status">The result of the last run that is done.</param>
    internal sealed record Row(StageLocator LastRun, bool IsRunning, AlertStatus Status)
    {
        /// <summary>When the last run that is done ended; null where the server does not say it in UTC (before 18.3).</summary>
        public DateTimeOffset? At { get; init; }
    }
}
