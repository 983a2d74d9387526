namespace Mail2Alert.Crash.Ledgers;

/// <summary>What a run comes to.</summary>
internal sealed record Verdict
{
    public required int Kills { get; init; }

    public required int Acknowledged { get; init; }

    public required int Refused { get; init; }

    /// <summary>Mails whose connection broke before an answer.</summary>
    public required int Unanswered { get; init; }

    public required int Deliveries { get; init; }

    /// <summary>Deliveries that acknowledged mails called for and that never came.</summary>
    public required int Lost { get; init; }

    /// <summary>Deliveries of mails that were refused.</summary>
    public required int Unwanted { get; init; }

    /// <summary>Deliveries of which something was missing.</summary>
    public required int Torn { get; init; }

    /// <summary>Repeated since the target took it and did not say so.</summary>
    public required int RepeatedUnsaid { get; init; }

    /// <summary>Repeated since they were in flight at a kill.</summary>
    public required int RepeatedAtKills { get; init; }

    /// <summary>The most that one kill made one destination hear twice.</summary>
    public required int MostAtOneKill { get; init; }

    /// <summary>What <see cref="MostAtOneKill"/> may be.</summary>
    public required int InFlight { get; init; }

    /// <summary>Repeated without a reason.</summary>
    public required int Excess { get; init; }

    /// <summary>Mails that got 250 though every fsync between their beginning and that answer failed.</summary>
    public required int Unsynced { get; init; }

    public bool IsKept => Lost == 0 && Unwanted == 0 && Torn == 0 && Excess == 0 && Unsynced == 0 && MostAtOneKill <= InFlight;

    public override string ToString() =>
        $"{Kills} kills, {Acknowledged} acknowledged, {Refused} refused, {Unanswered} cut off, {Deliveries} deliveries: " +
        $"{Lost} lost, {Unwanted} of refused mails, {Torn} torn, {Excess} repeated without reason, {Unsynced} acknowledged without fsync; " +
        $"repeated {RepeatedAtKills} in flight at kills (at most {MostAtOneKill} of {InFlight} allowed at one), {RepeatedUnsaid} whose reply the target withheld";
}
