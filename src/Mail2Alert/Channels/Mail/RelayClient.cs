using Mail2Alert.Smtp;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Mail2Alert.Channels.Mail;

/// <summary>MailKit's client, told to send a mail as it is: no re-encoding, and the notifier's own DSN parameters.</summary>
internal sealed class RelayClient : SmtpClient
{
    private readonly List<RelayRefusal> _refused = [];
    private OutgoingMail? _mail;
    private IReadOnlyList<MailboxAddress> _mailboxes = [];

    /// <summary>True once the relay accepted the sender of the current mail: from then on it has seen something of it.</summary>
    public bool SenderAccepted { get; private set; }

    /// <summary>True when the connection carried a mail before: the relay may have closed it in the meantime.</summary>
    public bool WasUsed { get; private set; }

    /// <summary>The recipients of the current mail that the relay refused, of a mail that may be split.</summary>
    public IReadOnlyList<RelayRefusal> Refused => _refused;

    /// <summary>True when nobody between us and the relay can read what is sent, not even who can forge a certificate.</summary>
    public bool IsTrusted => IsSecure && HasTrustedCertificate;

    /// <summary>What the handshake found of the relay's certificate. A client that would not connect without a good one leaves it true.</summary>
    public bool HasTrustedCertificate { get; set; } = true;

    /// <summary>When it was given back.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <returns>The relay's answer to the final dot.</returns>
    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        _mail = mail;
        SenderAccepted = false;
        WasUsed = true;
        _refused.Clear();
        _mailboxes = [.. mail.Recipients.Select(recipient => Mailbox(recipient.Address))];
        DeliveryStatusNotificationType = mail.Parameters.Return switch
        {
            "FULL" => DeliveryStatusNotificationType.Full,
            "HDRS" => DeliveryStatusNotificationType.HeadersOnly,
            _ => DeliveryStatusNotificationType.Unspecified,
        };
        RequireTLS = mail.Parameters.RequireTls;
        using var message = RawMimeMessage.Wrap(mail);
        return await SendAsync(
            RawMimeMessage.Format(mail.Parameters.Utf8),
            message,
            Mailbox(mail.Sender),
            _mailboxes,
            cancellationToken);
    }

    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
    }

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(_mail!.Length);

    protected override string? GetEnvelopeId(MimeMessage message) =>
        _mail!.Parameters.EnvelopeId is { } id ? XText.Decode(id) : null;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        Notification(_mail!.Recipients.FirstOrDefault(recipient => recipient.Address.ToString() == mailbox.Address)?.Notify ?? 0);

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        SenderAccepted = true;
        base.OnSenderAccepted(message, mailbox, response);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if (!_mail!.MayBeSplit)
            base.OnRecipientNotAccepted(message, mailbox, response);
        var recipient = _mailboxes.TakeWhile(other => !ReferenceEquals(other, mailbox)).Count();
        _refused.Add(new RelayRefusal(_mail.Recipients[recipient], (int)response.StatusCode, response.Response));
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message) => throw new SmtpCommandException(
        SmtpErrorCode.RecipientNotAccepted, (SmtpStatusCode)_refused[0].Code, _refused[0].Text);

    private static DeliveryStatusNotification? Notification(SmtpNotify notify) => notify switch
    {
        SmtpNotify.Default => null,
        SmtpNotify.Never => DeliveryStatusNotification.Never,
        _ => (notify.HasFlag(SmtpNotify.Success) ? DeliveryStatusNotification.Success : 0)
            | (notify.HasFlag(SmtpNotify.Failure) ? DeliveryStatusNotification.Failure : 0)
            | (notify.HasFlag(SmtpNotify.Delay) ? DeliveryStatusNotification.Delay : 0),
    };

    private static MailboxAddress Mailbox(SmtpPath path) => new("", path.ToString());
}

/// <summary>What the relay said to one RCPT TO.</summary>
internal sealed record RelayRefusal(SmtpRecipient Recipient, int Code, string Text);
