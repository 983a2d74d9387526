using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>
/// A connection to the relay, which carries mail after mail. Where the relay offers PIPELINING (RFC 2920) the whole envelope and DATA leave in one
/// write, and the content in the next.
/// </summary>
/// <param name="stream">As far as greeting, TLS and login.</param>
/// <param name="replies">What comes from it.</param>
/// <param name="offer">What the relay can do.</param>
/// <param name="isTrusted">True when nobody between us and the relay can read what is sent, not even who can forge a certificate.</param>
internal sealed class RelayConnection(Stream stream, RelayReplies replies, RelayOffer offer, bool isTrusted) : IDisposable
{
    // Replies must have room on their way while we write (RFC 2920 §3.1): a hundred of either fit into any buffer of TCP.
    private const int MostAtOnce = 100;

    private readonly RelayCommands _commands = new(stream);
    private readonly List<RelayRefusal> _refused = [];
    private bool _isLeftOpen;

    public RelayOffer Offer => offer;

    public bool IsTrusted => isTrusted;

    /// <summary>False when it cannot carry another mail.</summary>
    public bool IsConnected { get; private set; } = true;

    /// <summary>True once the relay accepted the sender of the current mail: from then on it has seen something of it.</summary>
    public bool SenderAccepted { get; private set; }

    /// <summary>True when the connection carried a mail before: the relay may have closed it in the meantime.</summary>
    public bool WasUsed { get; private set; }

    /// <summary>The recipients of the current mail that the relay refused, of a mail that may be split.</summary>
    public IReadOnlyList<RelayRefusal> Refused => _refused;

    /// <summary>When it was given back.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <returns>The relay's answer to the final dot, or the one by which it refused the mail before.</returns>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="UnsendableException">It is no mail that a server may be sent.</exception>
    public async Task<RelayReply> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        (WasUsed, SenderAccepted, IsConnected) = (true, false, false);
        _refused.Clear();
        var (reply, isUsable) = await OfferAsync(mail, cancellationToken);
        if (reply.WantsMore)
        {
            await RelayContent.WriteAsync(stream, mail, cancellationToken);
            reply = await replies.ReadAsync(cancellationToken);
            _isLeftOpen = false;
        }
        IsConnected = isUsable && !reply.EndsConnection;
        return reply;
    }

    /// <summary>Says good-bye.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        IsConnected = false;
        _commands.Add("QUIT");
        await _commands.FlushAsync(cancellationToken);
        await replies.ReadAsync(cancellationToken);
    }

    public void Dispose()
    {
        IsConnected = false;
        stream.Dispose();
    }

    // Asks as far ahead as may be. 3yz when the content may follow; else the first refusal, when what was asked behind it is answered, too.
    private async ValueTask<(RelayReply Reply, bool IsUsable)> OfferAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var steps = Steps(mail);
        RelayReply? refusal = null;
        var (asked, isUsable, reply) = (0, true, default(RelayReply));
        for (var answered = 0; answered < (refusal is null ? steps.Last : asked); answered++)
        {
            while (refusal is null && asked < steps.Last && steps.MayAsk(asked, answered, offer.Pipelining))
                _commands.Add(steps.Command(asked++, offer));
            await _commands.FlushAsync(cancellationToken);
            reply = await replies.ReadAsync(cancellationToken);
            isUsable &= !reply.EndsConnection;
            if (!isUsable)
                return (refusal ?? reply, false);
            refusal ??= Judge(mail, steps.RecipientOf(answered), steps.IsSender(answered), steps.IsContent(answered), reply);
        }
        // Who refuses the mail and takes its content all the same would wait for it: better for no mail at all.
        return refusal is { } no ? (no, !reply.WantsMore) : (reply, true);
    }

    // Null when the mail may go on.
    private RelayReply? Judge(OutgoingMail mail, int? recipient, bool isSender, bool isContent, RelayReply reply)
    {
        if (isSender && reply.IsDone)
            (SenderAccepted, _isLeftOpen) = (true, true);
        if (isContent ? reply.WantsMore : reply.IsDone)
            return null;
        if (recipient is not { } index || !mail.MayBeSplit)
            return reply;
        _refused.Add(new RelayRefusal(mail.Recipients[index], reply));
        return _refused.Count == mail.Recipients.Count ? _refused[0].Reply : null;
    }

    private Envelope Steps(OutgoingMail mail) => new(mail, _isLeftOpen);

    // The commands of one mail by their numbers: RSET when the mail before was refused half way, MAIL, RCPT for each, DATA.
    private readonly struct Envelope(OutgoingMail mail, bool resets)
    {
        private int First => resets ? 1 : 0;

        public int Last => First + mail.Recipients.Count + 2;

        public bool IsSender(int step) => step == First;

        public bool IsContent(int step) => step == Last - 1;

        public int? RecipientOf(int step) => step > First && step < Last - 1 ? step - First - 1 : null;

        // DATA waits where one refusal among several recipients must stop the mail: what a relay took for the others cannot be taken back.
        public bool MayAsk(int step, int answered, bool pipelines) =>
            step == answered || (pipelines && step - answered < MostAtOnce && (!IsContent(step) || mail.Recipients.Count == 1 || mail.MayBeSplit));

        public string Command(int step, RelayOffer offer) =>
            RecipientOf(step) is { } index ? RelayCommands.Recipient(mail.Recipients[index], offer)
            : IsSender(step) ? RelayCommands.Sender(mail, offer)
            : IsContent(step) ? "DATA"
            : "RSET";
    }
}

/// <summary>What the relay said to one RCPT TO.</summary>
internal sealed record RelayRefusal(SmtpRecipient Recipient, RelayReply Reply);
