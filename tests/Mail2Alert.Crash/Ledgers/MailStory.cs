namespace Mail2Alert.Crash.Ledgers;

/// <summary>What became of one mail.</summary>
/// <param name="targets">Whom it has to reach.</param>
internal sealed class MailStory(IReadOnlyList<string> targets)
{
    private readonly List<Entry.Taken> _taken = [];

    /// <summary>The last answer; null when the last that was heard of it was that it was sent.</summary>
    public int? Answer { get; private set; }

    /// <summary>How many entries there were before that answer.</summary>
    public int AnsweredAt { get; private set; }

    public bool IsAcknowledged => Answer is 250;

    public bool IsRefused => Answer is >= 400;

    public IReadOnlyList<Entry.Taken> Taken => _taken;

    public void Offer() => Answer = null;

    public void Close(int answer, int at) => (Answer, AnsweredAt) = (answer, at);

    public void Take(Entry.Taken taken) => _taken.Add(taken);

    public int Missing() => IsAcknowledged ? targets.Except(_taken.Select(taken => taken.Target)).Count() : 0;

    /// <summary>What reached a target though the notifier was told that it would not.</summary>
    /// <remarks>
    /// With <c>acknowledge: delivered</c> some targets may have been told before the others turned out to have to wait and nothing could be
    /// written down: then the mail gets 4xx, and what began before that answer is accounted for.
    /// </remarks>
    public int Unwanted(Acknowledge acknowledge) => !IsRefused ? 0
        : acknowledge == Acknowledge.Delivered && Answer < 500 ? _taken.Count(taken => taken.Begun > AnsweredAt)
        : _taken.Count;

    /// <summary>Each time that a target was told again, after the time before.</summary>
    public IEnumerable<(Entry.Taken Before, Entry.Taken Again)> Repetitions() =>
        from told in _taken.GroupBy(taken => taken.Target)
        from pair in told.Zip(told.Skip(1))
        select pair;
}
