using System.Diagnostics.Metrics;
using Mail2Alert.Channels;
using Mail2Alert.Smtp;

namespace Mail2Alert.Pipeline;

/// <summary>What an operator watches. Tags take a few known values only: sources and channels are configured, the rest is closed.</summary>
internal sealed class PipelineMetrics
{
    private readonly Counter<long> _mails;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _decisions;
    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _attempts;
    private readonly Counter<long> _splits;

    public PipelineMetrics(
        IMeterFactory meters, Func<int> alertsRemembered, Func<int> deliveriesRemembered, Func<int> relayConnections)
    {
        var meter = meters.Create(Diagnostics.Name);
        _mails = meter.CreateCounter<long>("mail2alert.mails", "{mail}", "Mails answered, by source and class of the reply");
        _duration = meter.CreateHistogram<double>("mail2alert.mail.duration", "s", "From the end of a mail to its answer");
        _decisions = meter.CreateHistogram<double>("mail2alert.decision.duration", "s", "Reading, looking up and routing one stored mail, by source");
        _deliveries = meter.CreateCounter<long>("mail2alert.deliveries", "{delivery}", "Attempts, by channel and outcome");
        _splits = meter.CreateCounter<long>(
            "mail2alert.mails.split", "{mail}", "Mails that carry several alerts, by source: split, or left whole since they carry too many");
        _attempts = meter.CreateHistogram<double>("mail2alert.delivery.duration", "s", "Duration of one attempt");
        meter.CreateObservableGauge("mail2alert.alerts.remembered", alertsRemembered, "{alert}", "Alerts whose last status is kept");
        meter.CreateObservableGauge("mail2alert.deliveries.remembered", deliveriesRemembered, "{delivery}", "Targets not to be told twice");
        meter.CreateObservableGauge("mail2alert.relay.connections", relayConnections, "{connection}", "Connections to the relay");
    }

    public void Record(HandledMail mail)
    {
        Answered(SourceOf(mail.Decision), mail.Reply, mail.Took);
        CountSplit(mail.Decision);
        foreach (var delivery in mail.Deliveries.Where(delivery => delivery.WasTried))
            Attempted(delivery.Channel, delivery.Outcome, delivery.Took);
    }

    public void Answered(string source, SmtpReply reply, TimeSpan took)
    {
        _mails.Add(1, new("source", source), new("reply", $"{reply.Code / 100}xx"));
        _duration.Record(took.TotalSeconds);
    }

    public void Decided(Decision decision, TimeSpan took)
    {
        _decisions.Record(took.TotalSeconds, new KeyValuePair<string, object?>("source", SourceOf(decision)));
        CountSplit(decision);
    }

    public void Attempted(string channel, Outcome outcome, TimeSpan took)
    {
        _deliveries.Add(1, new("channel", channel), new("outcome", Name(outcome)));
        _attempts.Record(took.TotalSeconds, new KeyValuePair<string, object?>("channel", channel));
    }

    private void CountSplit(Decision decision)
    {
        if (decision is Decision.Split or Decision.Notify { IsLeftWhole: true })
            _splits.Add(1, new("source", SourceOf(decision)), new("result", decision is Decision.Split ? "split" : "whole"));
    }

    private static string SourceOf(Decision decision) => decision switch
    {
        Decision.Notify notify => notify.Routing.Alert.Source,
        Decision.Defer defer => defer.Source,
        Decision.Split split => split.Source,
        _ => "none",
    };

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Delivered => "delivered",
        Outcome.Retry => "retry",
        Outcome.Mixed mixed => Name(mixed.Rest),
        _ => "failed",
    };
}
