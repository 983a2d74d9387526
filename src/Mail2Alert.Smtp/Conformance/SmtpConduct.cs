using Mail2Alert.Smtp.Data;

namespace Mail2Alert.Smtp.Conformance;

/// <summary>Judges one session: counts the rules that its client breaks, and says which of them the listener's profile does not forgive.</summary>
internal sealed class SmtpConduct(SmtpServer server, SmtpPeer peer)
{
    private readonly SmtpClientRecord _record = server.Options.Conformance.Connected(peer, server.Time.GetUtcNow());

    public void SaidHello(string? name) => _record.SaidHello(name);

    /// <summary>Null when all is forgiven, else the rule that is not.</summary>
    /// <param name="violations">What the client did.</param>
    /// <param name="example">Shows it; neither content nor credentials.</param>
    public SmtpRule? Judge(SmtpViolations violations, string? example = null) =>
        violations == SmtpViolations.None ? null : Count(violations, example);

    /// <summary>The same for a message that was read to its end; null when the handler may have it, else the refusal.</summary>
    public SmtpReply? Judge(SmtpMessage message, SmtpContentBuffer content)
    {
        _record.SentMessage(message.ReceivedAt);
        server.Options.Conformance.Changed();
        var violations = ViolationsOf(message, content);
        return violations == SmtpViolations.None ? null : Judge(violations, $"message {message.Id}")?.Refusal;
    }

    // Binary content has no lines, and may hold any octet (RFC 3030 §3).
    private static SmtpViolations ViolationsOf(SmtpMessage message, SmtpContentBuffer content) => message.Envelope.Parameters switch
    {
        { Body: SmtpBody.Binary } => SmtpViolations.None,
        { Body: SmtpBody.SevenBit, Utf8: false } when content.HasEightBit => content.Violations | SmtpViolations.UndeclaredEightBit,
        _ => content.Violations,
    };

    private SmtpRule? Count(SmtpViolations violations, string? example)
    {
        SmtpRule? unforgiven = null;
        foreach (var rule in SmtpRule.Table)
        {
            if ((violations & rule.Violation) != 0)
            {
                Note(rule, example);
                unforgiven ??= rule.IsForgivenBy(peer.Listener.Profile) ? null : rule;
            }
        }

        server.Options.Conformance.Changed();
        return unforgiven;
    }

    private void Note(SmtpRule rule, string? example)
    {
        server.Metrics.RuleBroken(rule, peer.Listener.Profile);
        if (_record.Broke(rule, server.Time.GetUtcNow(), example))
        {
            server.Log.RuleBroken(_record, peer.Listener.Profile, rule, example);
        }
    }
}
