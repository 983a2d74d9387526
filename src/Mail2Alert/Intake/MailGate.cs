using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;
using Mail2Alert.Storage;

namespace Mail2Alert.Intake;

/// <summary>What becomes of an accepted mail, and what the notifier is told of it.</summary>
internal delegate Task<SmtpVerdict> Acknowledge(Message message, CancellationToken cancellationToken);

/// <summary>Stands between SMTP and the rest: who may send, as whom, to whom, and the answer.</summary>
/// <param name="listeners">The rules of each listener, by its name.</param>
/// <param name="sendersOf">As whom a login may send; a login that is not here may send as anybody.</param>
/// <param name="claims">What the sources read.</param>
/// <param name="canForward">True when there is a relay for mail that no source claims.</param>
/// <param name="loops">Sees mail in a loop.</param>
/// <param name="acknowledge">Takes the mail over.</param>
/// <param name="room">The disk's, where mail is kept before it is acknowledged; null where it is not.</param>
internal sealed class MailGate(
    IReadOnlyDictionary<string, ListenerRules> listeners,
    IReadOnlyDictionary<string, IReadOnlyList<AddressPattern>> sendersOf,
    IReadOnlyList<Claim> claims,
    bool canForward,
    LoopGuard loops,
    Acknowledge acknowledge,
    StoreRoom? room = null) : ISmtpHandler
{
    public ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken) =>
        new(RefusalOf(envelope.Peer) ?? RefusalOfSender(envelope) ?? RefusalOfSize(envelope) ?? SmtpReplies.SenderAccepted);

    public ValueTask<SmtpReply> OnRecipientAsync(SmtpEnvelope envelope, SmtpRecipient recipient, CancellationToken cancellationToken) =>
        new(RefusalOf(envelope, recipient) ?? SmtpReplies.RecipientAccepted);

    public async ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) =>
        loops.RefusalOf(message.Content.Bytes) is { } loop ? loop : await acknowledge(new Message(message), cancellationToken);

    private ListenerRules RulesFor(SmtpPeer peer) => listeners[peer.Listener.Name];

    private SmtpReply? RefusalOf(SmtpPeer peer)
    {
        var rules = RulesFor(peer);
        if (rules.Trusts(peer) || (peer.Login is { } login && rules.Users.Contains(login)))
            return null;
        return peer.Login is not null ? GateReplies.LoginNotHere
            : rules.CanLogIn(peer) ? GateReplies.LogInFirst
            : GateReplies.NotFrom(peer);
    }

    private SmtpReply? RefusalOfSender(SmtpEnvelope envelope) =>
        !IsNamed(RulesFor(envelope.Peer).Senders, envelope.Sender) ? GateReplies.SenderNotHere
        : !IsNamed(SendersOf(envelope.Peer.Login), envelope.Sender) ? GateReplies.NotYourSender
        : null;

    // RFC 1870 §6.1: a mail that there is no room for at present is refused before it is sent.
    private SmtpReply? RefusalOfSize(SmtpEnvelope envelope) =>
        room?.Has(envelope.Parameters.Size ?? 0) ?? true ? null : GateReplies.NoRoom;

    private SmtpReply? RefusalOf(SmtpEnvelope envelope, SmtpRecipient recipient) =>
        !IsNamed(RulesFor(envelope.Peer).Recipients, recipient.Address) ? GateReplies.RecipientNotHere
        : canForward || IsClaimed(envelope with { Recipients = [recipient] }) ? null
        : GateReplies.NobodyHere;

    private IReadOnlyList<AddressPattern>? SendersOf(string? login) => login is null ? null : sendersOf.GetValueOrDefault(login);

    private static bool IsNamed(IReadOnlyList<AddressPattern>? patterns, SmtpPath path) =>
        patterns is null || patterns.Any(pattern => pattern.Names(path));

    private bool IsClaimed(SmtpEnvelope envelope) => claims.Any(claim => claim.Covers(envelope).Claimed);
}
