namespace Mail2Alert.Smtp;

/// <summary>
/// The answer to a message: one reply for all its recipients, which any <see cref="SmtpReply"/> is, or a reply for each.
/// </summary>
/// <remarks>
/// LMTP passes on each reply (RFC 2033 §4.2). SMTP has room for one and gets the safest: the first 4yz, since the client then keeps the mail
/// for all; else the first 5yz, so that no refusal goes unheard; else the first.
/// </remarks>
public readonly struct SmtpVerdict
{
    private readonly SmtpReply? _whole;
    private readonly IReadOnlyList<SmtpReply>? _each;

    private SmtpVerdict(SmtpReply? whole, IReadOnlyList<SmtpReply>? each) => (_whole, _each) = (whole, each);

    /// <summary>What a client hears that can hear only one reply; null when nobody made this verdict.</summary>
    public SmtpReply? Safest => _each is null ? _whole : SafestOf(_each);

    /// <summary>The same for all recipients.</summary>
    /// <param name="reply">What they get.</param>
    public static implicit operator SmtpVerdict(SmtpReply reply) => FromSmtpReply(reply);

    /// <summary>The same for all recipients.</summary>
    /// <param name="reply">What they get.</param>
    public static SmtpVerdict FromSmtpReply(SmtpReply reply) => new(reply, null);

    /// <summary>One reply for each recipient.</summary>
    /// <param name="replies">In the order of <see cref="SmtpEnvelope.Recipients"/>, and as many: any other number gets 451 for all.</param>
    public static SmtpVerdict ForEach(IReadOnlyList<SmtpReply> replies) => new(null, replies);

    /// <summary>The reply for one recipient.</summary>
    /// <param name="recipient">Its place among <see cref="SmtpEnvelope.Recipients"/>, from 0.</param>
    public SmtpReply For(int recipient) => _each is null ? _whole! : _each[recipient];

    /// <summary>False for a verdict that a handler cannot mean: none at all, or not one for each recipient.</summary>
    internal bool Fits(int recipients) => _each is null ? _whole is not null : _each.Count == recipients && _each.All(reply => reply is not null);

    private static SmtpReply? SafestOf(IReadOnlyList<SmtpReply> replies) =>
        replies.FirstOrDefault(reply => reply.IsTransient)
        ?? replies.FirstOrDefault(reply => !reply.IsPositive)
        ?? (replies.Count == 0 ? null : replies[0]);
}
