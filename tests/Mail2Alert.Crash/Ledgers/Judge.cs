using Mail2Alert.Crash.Faults;

namespace Mail2Alert.Crash.Ledgers;

/// <summary>Compares what was seen with what is promised. It knows nothing of the program under test but its terms.</summary>
internal sealed class Judge
{
    private readonly Dictionary<string, MailStory> _mails = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsyncable = new(StringComparer.Ordinal);
    private readonly HashSet<int> _killed = [];
    private bool _isSyncFailing;
    private int _unsynced;

    private Judge()
    {
    }

    public static Verdict Of(IReadOnlyList<Entry> entries, Terms terms)
    {
        var judge = new Judge();
        for (var i = 0; i < entries.Count; i++)
            judge.Hear(entries[i], i);
        return judge.Sum(terms);
    }

    private void Hear(Entry entry, int at)
    {
        switch (entry)
        {
            case Entry.Offered offered:
                Offer(offered);
                break;
            case Entry.Answered answered:
                _mails[answered.Mail].Close(answered.Code, at);
                _unsynced += answered.Code == 250 && _unsyncable.Contains(answered.Mail) ? 1 : 0;
                break;
            case Entry.Taken taken:
                _mails[taken.Mail].Take(taken);
                break;
            case Entry.Killed killed:
                _killed.Add(killed.Life);
                break;
            case Entry.Began { Fault: Fault.Sync }:
                _isSyncFailing = true;
                break;
            case Entry.Ended { Fault: Fault.Sync }:
                _isSyncFailing = false;
                _unsyncable.Clear();
                break;
        }
    }

    private void Offer(Entry.Offered offered)
    {
        if (!_mails.TryGetValue(offered.Mail, out var story))
            _mails.Add(offered.Mail, story = new MailStory(offered.Targets));
        story.Offer();
        if (_isSyncFailing)
            _unsyncable.Add(offered.Mail);
    }

    private Verdict Sum(Terms terms)
    {
        var mails = _mails.Values;
        var repetitions = mails.SelectMany(mail => mail.Repetitions()).ToLookup(Reason);
        var atKills = repetitions[Cause.Kill].GroupBy(pair => (pair.Before.Life, DestinationOf(pair.Before.Target))).Select(kill => kill.Count()).ToList();
        return new Verdict
        {
            Kills = _killed.Count,
            Acknowledged = mails.Count(mail => mail.IsAcknowledged),
            Refused = mails.Count(mail => mail.IsRefused),
            Unanswered = mails.Count(mail => mail.Answer is null),
            Deliveries = mails.Sum(mail => mail.Taken.Count),
            Lost = mails.Sum(mail => mail.Missing()),
            Unwanted = mails.Sum(mail => mail.Unwanted(terms.Acknowledge)),
            Torn = mails.Sum(mail => mail.Taken.Count(taken => taken.IsTorn)),
            RepeatedUnsaid = repetitions[Cause.Unsaid].Count(),
            RepeatedAtKills = atKills.Sum(),
            MostAtOneKill = atKills.DefaultIfEmpty().Max(),
            InFlight = terms.InFlight,
            Excess = repetitions[Cause.None].Count(),
            // With `delivered` a mail may be told to everybody, and so be acknowledged, without a disk.
            Unsynced = terms.Acknowledge == Acknowledge.Stored ? _unsynced : 0,
        };
    }

    // Each time excuses one repetition, so nothing is repeated more often than there were kills and withheld replies while it was in flight.
    private Cause Reason((Entry.Taken Before, Entry.Taken Again) pair) => pair.Before.IsWithheld ? Cause.Unsaid
        : pair.Before.Life < pair.Again.Life && _killed.Contains(pair.Before.Life) ? Cause.Kill
        : Cause.None;

    private static string DestinationOf(string target) => target[..target.IndexOf(':', StringComparison.Ordinal)];

    private enum Cause
    {
        None,
        Unsaid,
        Kill,
    }
}
