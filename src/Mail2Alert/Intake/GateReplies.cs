using Mail2Alert.Smtp;

namespace Mail2Alert.Intake;

/// <summary>What is said at the gate: the key that would have to change, and nothing of what stands under it.</summary>
internal static class GateReplies
{
    public static SmtpReply LogInFirst { get; } = new(530, "5.7.0", "Log in first; your network is not listed under `networks`");

    public static SmtpReply LoginNotHere { get; } =
        new(550, "5.7.1", "Your login may not send mail here; the listener's `users` does not name it, nor `networks` your network");

    public static SmtpReply SenderNotHere { get; } = new(550, "5.7.1", "Mail from this sender is not taken here; the listener's `senders` does not name it");

    /// <summary>As Postfix answers to a sender that is not the login's own.</summary>
    public static SmtpReply NotYourSender { get; } = new(553, "5.7.1", "This sender is not your login's; the user's `senders` does not name it");

    public static SmtpReply RecipientNotHere { get; } =
        new(550, "5.7.1", "Mail to this recipient is not taken here; the listener's `recipients` does not name it");

    public static SmtpReply NoRoom { get; } = new(452, "4.3.1", "There is no room to keep mail at present; try again later");

    public static SmtpReply NobodyHere { get; } =
        new(550, "5.1.1", "No such recipient here: no source claims it, and there is no relay to hand it on to");

    public static SmtpReply NotFrom(SmtpPeer peer) =>
        new(550, "5.7.1", $"{peer.Remote?.Address} may not send mail here; its network is not listed under `networks`");
}
