using Mail2Alert.Messages;

namespace Mail2Alert.Intake.Mailboxes;

/// <summary>What was taken from a mailbox and is not forgotten.</summary>
internal sealed class TakenMails
{
    private readonly OrderedDictionary<string, Arrival> _taken = [];
    private readonly HashSet<string> _messages = [];

    public TakenMails(IEnumerable<Arrival> arrivals)
    {
        foreach (var arrival in arrivals)
            Add(arrival);
    }

    /// <summary>Their names, in the order in which they were taken.</summary>
    public IReadOnlyList<string> Ids => _taken.Keys;

    public bool Has(string id) => _taken.ContainsKey(id);

    /// <summary>True when a mail was taken that calls itself so.</summary>
    public bool HasMessage(string messageId) => _messages.Contains(messageId);

    public void Add(Arrival arrival)
    {
        _taken[arrival.Id] = arrival;
        if (arrival.MessageId is { } message)
            _messages.Add(message);
    }

    public void Remove(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (_taken.Remove(id, out var arrival) && arrival.MessageId is { } message)
                _messages.Remove(message);
        }
    }
}
