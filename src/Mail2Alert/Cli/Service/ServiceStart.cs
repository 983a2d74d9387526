namespace Mail2Alert.Cli.Service;

/// <summary>
/// Asks for more time while the program starts: after a crash a store is looked through or carried over, and that takes as long as it takes. Not
/// for ever, since a disk that hangs looks the same.
/// </summary>
internal sealed class ServiceStart : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ServiceNotices _notices;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly ITimer _timer;

    public ServiceStart(ServiceNotices notices, TimeProvider clock)
    {
        (_notices, _clock, _start) = (notices, clock, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => AskForTime(), null, Every, Every);
    }

    public void Dispose() => _timer.Dispose();

    private void AskForTime()
    {
        var taken = _clock.GetElapsedTime(_start);
        if (taken < Longest)
            _notices.StillStarting(Each, $"starting for {taken.TotalSeconds:F0} s: the store is being opened");
    }
}
