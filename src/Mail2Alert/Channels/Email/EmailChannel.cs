using System.Collections.Concurrent;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;
using MimeKit;

namespace Mail2Alert.Channels.Email;

/// <summary>
/// A mail of our own, through a server of the target's (<c>mailto[s]://</c>) or through the relay (<c>mailto:a@b?as=alert</c>). (<c>mailto:a@b</c>
/// hands on the mail as it came.)
/// </summary>
internal sealed class EmailChannel(ChannelTools tools, OwnRelay? relay = null) : IUrlChannel, IAsyncDisposable
{
    private readonly ConcurrentDictionary<RelaySettings, RelayPool> _pools = new();

    public static ChannelKind Kind { get; } = new("email", ["mailto", "mailtos"], EmailUrl.Read)
    {
        Form = "mailtos://USER:PASSWORD@HOST/TO",
        Limits = new MessageLimits(Title: 250, Text: 1_000_000),
        // What most mail servers take at all.
        Files = new FileLimits(Most: 20, Bytes: 10 * 1024 * 1024),
    };

    public string Scheme => Kind.Name;

    public Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var own = (EmailTarget)target;
        return new LetterCarrier(tools.Letters, Kind).CarryAsync(notification, own, Dialect.Plain, letter => TellAsync(letter, own, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
    }

    private async Task<Outcome> TellAsync(Letter letter, EmailTarget own, CancellationToken cancellationToken)
    {
        var from = own.Sheet.From ?? new MailboxAddress("Mail2Alert", $"mail2alert@{relay?.HostName}");
        using var mail = EmailWriter.Write(letter, own, from, tools.Clock.GetUtcNow());
        using var limit = new CancellationTokenSource(own.Options.Timeout, tools.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        if (RelayOf(own) is not { } server)
            return new Outcome.Failed("there is no `relay` to send it by");
        var outcome = await server.SendAsync(EmailWriter.Outgoing(mail, own, from), either.Token);
        return Remember(Judge(outcome), letter, from);
    }

    private Relay? RelayOf(EmailTarget target) => target.Server is { } server ? new Relay(server, PoolOf(server)) : relay?.Relay;

    // Its own address stands for the name that this machine has out there (RFC 5321 §4.1.4).
    private RelayPool PoolOf(RelaySettings server) => _pools.GetOrAdd(server, settings =>
        new RelayPool(new RelayDialer(settings, helloName: "").DialAsync, settings.MaxConnections, settings.IdleTimeout, tools.Clock));

    // RFC 3463: 5.3.4 and 5.2.3 are about size, as is 552 (RFC 1870 §6.2).
    private static Outcome Judge(Outcome outcome) => outcome is Outcome.Failed { Reply: { } reply } failed
        && (reply.Enhanced is "5.3.4" or "5.2.3" || (reply.Code == 552 && reply.Enhanced is null)) ? failed with { IsTooLarge = true } : outcome;

    private static Outcome Remember(Outcome outcome, Letter letter, MailboxAddress from) => (outcome, letter.Alert.Status) switch
    {
        (Outcome.Delivered, AlertStatus.Firing) when letter.Memo.IsNone =>
            outcome with { Memo = Memo.Of(("id", EmailWriter.IdOf(letter, from)), ("subject", EmailWriter.Subject(letter))) },
        (Outcome.Delivered, AlertStatus.Resolved) when !letter.Memo.IsNone => outcome with { Memo = Memo.None },
        _ => outcome,
    };
}
