using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash.Faults;

/// <summary>Lets faults happen, one after the other, at random.</summary>
internal sealed class FaultInjector(
    FaultControl control, string database, IReadOnlyList<Fault> faults, Ledger ledger, Chance chance, TimeProvider clock)
{
    // A year ahead is a battery that ran empty; a day back is an administrator, or a time server after that.
    private static readonly TimeSpan[] Clocks =
        [TimeSpan.FromDays(365), TimeSpan.FromDays(-1), TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.Zero];

    private readonly int[] _injected = new int[Enum.GetValues<Fault>().Length + 1];

    /// <summary>Mails in which the program met a held lock are not counted by it, so what is counted is that it was held.</summary>
    public string Summary => string.Join(", ", faults.Select(fault => $"{fault} {_injected[(int)fault]} times, met {Hits(fault)}"));

    public bool AllHit => faults.All(fault => Hits(fault) > 0);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(chance.Milliseconds(50, 600), clock, stop);
                await InjectAsync(chance.OneOf(faults), stop);
            }
        }
        catch (OperationCanceledException)
        {
            control.SetClock(TimeSpan.Zero);
        }
    }

    private long Hits(Fault fault) => fault == Fault.Locked ? _injected[(int)fault] : control.Hits(fault);

    private async Task InjectAsync(Fault fault, CancellationToken stop)
    {
        if (fault == Fault.Locked)
        {
            await LockAsync(stop);
            return;
        }
        _injected[(int)fault]++;
        if (fault == Fault.Clock)
            control.SetClock(chance.OneOf(Clocks));
        else
            await FailAsync(fault, stop);
    }

    // Longer than the program waits for a lock, once in a while.
    private async Task LockAsync(CancellationToken stop)
    {
        using var taken = DatabaseLock.TryTake(database);
        if (taken is not null)
            _injected[(int)Fault.Locked]++;
        await Task.Delay(chance.In100(30) ? TimeSpan.FromSeconds(6) : chance.Milliseconds(50, 1000), clock, stop);
    }

    // What the ledger says of a fault lies within what happens, so that a mail from its beginning to its end there met nothing else.
    private async Task FailAsync(Fault fault, CancellationToken stop)
    {
        control.Begin(fault);
        ledger.Add(new Entry.Began(fault));
        try
        {
            await Task.Delay(chance.Milliseconds(50, 1500), clock, stop);
        }
        finally
        {
            ledger.Add(new Entry.Ended(fault));
            control.End();
        }
    }
}
