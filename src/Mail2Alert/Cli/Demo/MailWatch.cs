using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Mail2Alert.Channels;
using Mail2Alert.Pipeline;

namespace Mail2Alert.Cli.Demo;

/// <summary>Listens to the program's own traces and hands out the exchanges of each mail once it is answered.</summary>
internal sealed class MailWatch : IDisposable
{
    private const string Http = "System.Net.Http";

    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _calls = new();
    private readonly Action<HandledMail, IReadOnlyList<Exchange>> _show;

    public MailWatch(Action<HandledMail, IReadOnlyList<Exchange>> show)
    {
        _show = show;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Diagnostics.Name or Http,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = OnStopped,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private void OnStopped(Activity activity)
    {
        if (activity.GetCustomProperty(nameof(HandledMail)) is HandledMail mail)
            _show(mail, Exchanges(activity, mail));
        else
            _calls.Enqueue(activity);
    }

    // One mail after the other: what was called while this one was handled was called for it.
    private List<Exchange> Exchanges(Activity mail, HandledMail handled)
    {
        var exchanges = new List<Exchange> { new(Party.Notifier, Party.Mail2Alert, "SEND", TimeSpan.Zero) };
        while (_calls.TryDequeue(out var call))
        {
            if (call.StartTimeUtc < mail.StartTimeUtc)
                continue;
            var start = call.StartTimeUtc - mail.StartTimeUtc;
            var api = call.Source.Name == Http;
            var party = api ? Party.Api : Party.Target;
            exchanges.Add(new(Party.Mail2Alert, party, api ? $"GET {Path(call)}" : $"SEND {Address(call)}", start));
            exchanges.Add(new(party, Party.Mail2Alert, api ? Status(call) : Answer(handled, call), start + call.Duration));
        }
        exchanges.Add(new(Party.Mail2Alert, Party.Notifier, handled.Reply.IsPositive ? "ACK" : handled.Reply.ToString(), handled.Took));
        return [.. exchanges.OrderBy(exchange => exchange.At)];
    }

    private static string Address(Activity call) =>
        (call.GetTagItem("target") as string ?? "").Replace("mailto:", "", StringComparison.Ordinal);

    // The arrow is short: the last word of the path tells the calls apart.
    private static string Path(Activity call) =>
        Uri.TryCreate(call.GetTagItem("url.full") as string, UriKind.Absolute, out var url) ? url.Segments[^1].Split('_')[^1] : "";

    private static string Status(Activity call) =>
        Convert.ToString(call.GetTagItem("http.response.status_code"), CultureInfo.InvariantCulture) is { Length: > 0 } code ? code : "no answer";

    private static string Answer(HandledMail handled, Activity call) =>
        handled.Deliveries.FirstOrDefault(delivery => delivery.To == call.GetTagItem("target") as string)?.Outcome is Outcome.Delivered
            ? "ACK"
            : "refused";
}
