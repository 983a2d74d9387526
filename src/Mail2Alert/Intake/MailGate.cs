using System.Net;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;

namespace Mail2Alert.Intake;

/// <summary>What becomes of an accepted mail, and what the notifier is told of it.</summary>
internal delegate Task<SmtpVerdict> Acknowledge(Message message, CancellationToken cancellationToken);

/// <summary>Stands between SMTP and the rest: who may send, to whom, and the answer.</summary>
/// <param name="networks">Who may send without logging in.</param>
/// <param name="canLogIn">Whether a client on this connection could.</param>
/// <param name="claims">What the sources read.</param>
/// <param name="canForward">True when there is a relay for mail that no source claims.</param>
/// <param name="acknowledge">Takes the mail over.</param>
internal sealed class MailGate(
    IReadOnlyList<IPNetwork> networks,
    Func<SmtpPeer, bool> canLogIn,
    IReadOnlyList<Claim> claims,
    bool canForward,
    Acknowledge acknowledge) : ISmtpHandler
{
    private static readonly SmtpReply NotHere =
        new(550, "5.1.1", "No such recipient here: no source claims it, and there is no relay to hand it on to");

    public ValueTask<SmtpReply> OnSenderAsync(SmtpEnvelope envelope, CancellationToken cancellationToken) =>
        new(envelope.Peer.Login is not null || MaySend(envelope.Peer.Remote?.Address) ? SmtpReplies.SenderAccepted : NotAllowed(envelope.Peer));

    public ValueTask<SmtpReply> OnRecipientAsync(SmtpEnvelope envelope, SmtpRecipient recipient, CancellationToken cancellationToken) =>
        new(canForward || IsClaimed(envelope with { Recipients = [recipient] }) ? SmtpReplies.RecipientAccepted : NotHere);

    public async ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) =>
        await acknowledge(new Message(message), cancellationToken);

    // A peer without an address is on this machine (a Unix socket).
    private bool MaySend(IPAddress? address) => address is null || networks.Hold(address);

    private SmtpReply NotAllowed(SmtpPeer peer) => canLogIn(peer)
        ? new(530, "5.7.0", "Log in first; your network is not listed under `networks`")
        : new(550, "5.7.1", $"{peer.Remote?.Address} may not send mail here; its network is not listed under `networks`");

    private bool IsClaimed(SmtpEnvelope envelope) => claims.Any(claim => claim.Covers(envelope).Claimed);
}
