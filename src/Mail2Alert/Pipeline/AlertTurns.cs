using Mail2Alert.Alerts;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Of two mails about the same alert, one is routed and committed before the other is routed: what is remembered is what is on disk, in the
/// same order. Alerts whose keys happen to share a place wait for each other, too, for as long as a commit takes.
/// </summary>
internal sealed class AlertTurns
{
    private const int Places = 256;

    private readonly SemaphoreSlim[] _places = [.. Enumerable.Range(0, Places).Select(_ => new SemaphoreSlim(1))];

    /// <returns>To be disposed of when the decision is on disk.</returns>
    public async Task<IDisposable> TakeAsync(Alert alert, CancellationToken cancellationToken)
    {
        var place = _places[(uint)HashCode.Combine(alert.Source, alert.Key) % Places];
        await place.WaitAsync(cancellationToken);
        return new Turn(place);
    }

    private sealed class Turn(SemaphoreSlim place) : IDisposable
    {
        public void Dispose() => place.Release();
    }
}
