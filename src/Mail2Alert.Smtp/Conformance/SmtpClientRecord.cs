using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Conformance;

/// <summary>What is known of one client while the server runs. All its sessions write here at once.</summary>
internal sealed class SmtpClientRecord(SmtpClientConduct known)
{
    // So many characters of what a client said are enough to recognise it by.
    private const int LongestText = 80;

    private readonly Lock _lock = new();
    private readonly Tally[] _tallies = [.. SmtpRule.Table.Select(rule => Tally.Of(known.Lapses.FirstOrDefault(lapse => lapse.Rule == rule)))];
    private DateTimeOffset _firstSeen = known.FirstSeen;
    private DateTimeOffset _lastSeen = known.LastSeen;
    private string? _hello = known.Hello;
    private long _connections = known.Connections;
    private long _messages = known.Messages;
    private SmtpProfile _profile = known.Profile;

    public string Client => known.Client;

    public string Listener => known.Listener;

    public void Connected(SmtpProfile profile, DateTimeOffset now)
    {
        lock (_lock)
        {
            _firstSeen = _connections == 0 ? now : _firstSeen;
            (_lastSeen, _profile) = (now, profile);
            _connections++;
        }
    }

    public void SaidHello(string? name)
    {
        lock (_lock)
        {
            // Kept, not copied, while it stays the same: a client says it with every connection.
            _hello = name is null || name == _hello ? name : Short(name);
        }
    }

    public void SentMessage(DateTimeOffset now)
    {
        lock (_lock)
        {
            _lastSeen = now;
            _messages++;
        }
    }

    /// <summary>True when the client breaks this rule for the first time.</summary>
    public bool Broke(SmtpRule rule, DateTimeOffset now, string? example)
    {
        lock (_lock)
        {
            _lastSeen = now;
            ref var tally = ref _tallies[rule.Index];
            tally = new Tally(tally.Count + 1, now, example is null ? tally.Example : Short(example));
            return tally.Count == 1;
        }
    }

    public SmtpClientConduct Snapshot()
    {
        lock (_lock)
        {
            return known with
            {
                Profile = _profile,
                Hello = _hello,
                FirstSeen = _firstSeen,
                LastSeen = _lastSeen,
                Connections = _connections,
                Messages = _messages,
                Lapses = [.. SmtpRule.Table.Where(rule => _tallies[rule.Index].Count > 0).Select(LapseOf)],
            };
        }
    }

    private SmtpLapse LapseOf(SmtpRule rule) => new(rule, _tallies[rule.Index].Count, _tallies[rule.Index].Last, _tallies[rule.Index].Example);

    private static string Short(string text) => SmtpText.Printable(text.Length > LongestText ? text[..LongestText] : text);

    private readonly record struct Tally(long Count, DateTimeOffset Last, string? Example)
    {
        public static Tally Of(SmtpLapse? lapse) => lapse is null ? default : new(lapse.Count, lapse.Last, lapse.Example);
    }
}
