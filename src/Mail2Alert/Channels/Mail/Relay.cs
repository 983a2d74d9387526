using Mail2Alert.Smtp;

namespace Mail2Alert.Channels.Mail;

/// <summary>The mail server behind us: takes one mail over, for all recipients or for none, unless the mail may be split.</summary>
internal sealed class Relay(RelaySettings settings, RelayPool pool)
{
    // RFC 6531 §3.5, RFC 6152 with RFC 3463 X.6.3, RFC 3461 §5.2.2 with RFC 3463 X.3.3, RFC 8689 §5.
    private static readonly SmtpReply NeedsUtf8 = new(550, "5.6.7", "The next mail server does not offer SMTPUTF8, which this mail needs");
    private static readonly SmtpReply NeedsEightBit = new(554, "5.6.3", "The next mail server does not offer 8BITMIME, which this mail needs");
    private static readonly SmtpReply NeedsRequireTls = new(
        550, "5.7.30", "REQUIRETLS support required: the next mail server has no trusted TLS or does not offer REQUIRETLS");

    private static readonly SmtpReply NeedsDsn = new(550, "5.3.3", "The next mail server cannot report success (it does not offer DSN)");

    public RelaySettings Settings => settings;

    /// <summary>One transaction. When the relay refuses one of the recipients, none gets the mail, unless it may be split.</summary>
    public async Task<Outcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (await TrySendAsync(mail, await pool.RentAsync(cancellationToken), cancellationToken) is { } outcome)
                    return outcome;
            }
        }
        catch (Exception exception) when (RelayOutcome.IsExpected(exception))
        {
            return RelayOutcome.Of(exception, settings);
        }
    }

    // Null: the relay had closed a connection that was kept, before it saw anything of this mail. Another one is as good as the first try.
    private async Task<Outcome?> TrySendAsync(OutgoingMail mail, RelayConnection connection, CancellationToken cancellationToken)
    {
        var wasUsed = connection.WasUsed;
        try
        {
            if (Missing(mail, connection) is { } missing)
                return new Outcome.Failed(missing.Lines[0], missing);
            var reply = await connection.SendAsync(mail, cancellationToken);
            if (reply.EndsConnection && wasUsed && !connection.SenderAccepted)
                return null;
            return Apart(mail, connection, reply.IsDone ? new Outcome.Delivered(reply.Text) : RelayOutcome.Of(reply, settings));
        }
        catch (IOException) when (wasUsed && !connection.SenderAccepted)
        {
            return null;
        }
        catch (Exception exception) when (mail.MayBeSplit && connection.Refused.Count > 0 && RelayOutcome.IsExpected(exception))
        {
            return Apart(mail, connection, RelayOutcome.Of(exception, settings));
        }
        finally
        {
            pool.Return(connection);
        }
    }

    // When it refused all, the first of them stands for the rest: somebody has to.
    private Outcome Apart(OutgoingMail mail, RelayConnection connection, Outcome rest)
    {
        if (connection.Refused.Count == 0)
            return rest;
        var refused = connection.Refused.Select(one => new RefusedRecipient(one.Recipient, RelayOutcome.Of(one.Reply, settings)));
        List<RefusedRecipient> apart = [.. connection.Refused.Count < mail.Recipients.Count ? refused : refused.Skip(1)];
        return apart.Count == 0 ? rest : new Outcome.Mixed(rest, apart);
    }

    private static SmtpReply? Missing(OutgoingMail mail, RelayConnection connection)
    {
        var offer = connection.Offer;
        if (mail.Parameters.RequireTls && !(connection.IsTrusted && offer.RequireTls))
            return NeedsRequireTls;
        if (mail.NeedsUtf8 && !offer.Utf8)
            return NeedsUtf8;
        if (mail.HasEightBit && !offer.EightBitMime)
            return NeedsEightBit;
        return mail.NeedsDsn && !offer.Dsn ? NeedsDsn : null;
    }
}
