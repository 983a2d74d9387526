using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mail2Alert.Pipeline;

/// <summary>What an operator watches of mailboxes. Their names are configured, the results a closed set.</summary>
internal sealed class MailboxMetrics
{
    private readonly ConcurrentDictionary<string, int> _reachable = new();
    private readonly Counter<long> _mails;

    public MailboxMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Diagnostics.Name);
        _mails = meter.CreateCounter<long>("mail2alert.mailbox.mails", "{mail}", "Mails found in mailboxes, by mailbox and result");
        meter.CreateObservableGauge(
            "mail2alert.mailbox.reachable",
            () => _reachable.Select(mailbox => new Measurement<int>(mailbox.Value, new KeyValuePair<string, object?>("mailbox", mailbox.Key))),
            "{mailbox}",
            "1 while the mailbox can be used, else 0");
    }

    /// <param name="mailbox">Its name.</param>
    /// <param name="result"><c>taken</c>, <c>not_kept</c>, or why it was rejected.</param>
    public void Found(string mailbox, string result) => _mails.Add(1, new("mailbox", mailbox), new("result", result));

    public void Reached(string mailbox, bool isReachable) => _reachable[mailbox] = isReachable ? 1 : 0;
}
