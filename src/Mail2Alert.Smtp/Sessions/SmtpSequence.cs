using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>Which command may come in which state (RFC 5321 §4.1.4).</summary>
internal static class SmtpSequence
{
    /// <summary>Null where the command may come, else the reply.</summary>
    public static SmtpReply? Refusal(SmtpSessionState state, SmtpVerb verb) => (verb, state) switch
    {
        (SmtpVerb.Quit or SmtpVerb.Foreign, _) => null,
        (_, SmtpSessionState.Unwelcome) => ServerReplies.NotWelcome,
        (SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Data, SmtpSessionState.Greeted) => ServerReplies.HelloFirst,
        (SmtpVerb.StartTls, SmtpSessionState.Sender or SmtpSessionState.Recipients) => ServerReplies.TlsInTransaction,
        (SmtpVerb.Mail, SmtpSessionState.Sender or SmtpSessionState.Recipients) => ServerReplies.NestedMail,
        (SmtpVerb.Rcpt or SmtpVerb.Data, SmtpSessionState.Idle) => ServerReplies.MailFirst,
        (SmtpVerb.Data, SmtpSessionState.Sender) => ServerReplies.RcptFirst,
        _ => null,
    };
}
