namespace Mail2Alert.Pipeline;

/// <summary>
/// Bounds the memory of mails that are read back. How large a mail is shows when it is there, so room for the largest is taken first, and what
/// was not needed is given back.
/// </summary>
/// <param name="bytes">Of all mails at the same time.</param>
/// <param name="largest">Of one mail.</param>
internal sealed class ReadBudget(long bytes, long largest)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private readonly long _each = Math.Min(bytes, largest);
    private long _free = bytes;

    public long Free
    {
        get
        {
            lock (_lock)
                return _free;
        }
    }

    public async Task<Share> TakeAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource? turn = null;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _free >= _each)
                _free -= _each;
            else
                _waiting.Enqueue(turn = new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        if (turn is not null)
        {
            await using var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
            await turn.Task;
        }
        return new Share(this, _each);
    }

    private void Give(long amount)
    {
        lock (_lock)
        {
            _free += amount;
            while (_free >= _each && _waiting.TryDequeue(out var next))
                _free -= next.TrySetResult() ? _each : 0;
        }
    }

    /// <summary>A part of the budget, for one mail.</summary>
    internal sealed class Share(ReadBudget budget, long amount) : IDisposable
    {
        private long _amount = amount;

        /// <summary>The mail is there, and this large.</summary>
        public void Keep(long size)
        {
            var spare = Math.Max(0, _amount - size);
            _amount -= spare;
            budget.Give(spare);
        }

        public void Dispose() => budget.Give(Interlocked.Exchange(ref _amount, 0));
    }
}
