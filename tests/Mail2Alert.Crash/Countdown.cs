using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash;

/// <summary>Waits until so many entries of a kind were added.</summary>
internal sealed class Countdown : IDisposable
{
    private readonly Ledger _ledger;
    private readonly Func<Entry, bool> _counts;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    public Countdown(Ledger ledger, Func<Entry, bool> counts, int count)
    {
        (_ledger, _counts, _left) = (ledger, counts, count);
        _ledger.Added += Count;
    }

    public Task Done => _done.Task;

    public void Dispose() => _ledger.Added -= Count;

    private void Count(Entry entry)
    {
        if (_counts(entry) && Interlocked.Decrement(ref _left) == 0)
            _done.TrySetResult();
    }
}
