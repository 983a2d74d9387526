namespace Mail2Alert.SideBySide.Compare;

/// <summary>One thing that is measured of each subject.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Senders">At once; of <see cref="Work.Open"/>, mails a second.</param>
/// <param name="Size">Octets of a mail.</param>
/// <param name="OneEach">A connection for each mail.</param>
internal sealed record Cell(Work Work, int Senders, int Size = Cell.Small, bool OneEach = false)
{
    public const int Small = 1024;
    public const int Middle = 10 * 1024;
    public const int Large = 1024 * 1024;

    public string Title => (Work, Senders) switch
    {
        (Work.Open, _) => $"open loop, {Senders} mails/s, one per connection",
        (_, 1) => $"{WorkTitle}, 1 sender{Kind}",
        _ => $"{WorkTitle}, {Senders} senders{Kind}",
    };

    private string WorkTitle => Work switch
    {
        Work.Accept => "accept",
        Work.Relay => "relay",
        Work.Slow => "slow relay",
        Work.Store => "store",
        Work.SlowDisk => "store, slow disk",
        Work.Open => "open loop",
    };

    private string Kind => (Size switch { Small => "", Middle => ", 10 KB", Large => ", 1 MB", _ => $", {Size} octets" }) + (OneEach ? ", one mail per connection" : "");
}
