using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>Which command may come in which state (RFC 5321 §4.1.4).</summary>
internal static class SmtpSequence
{
    /// <summary>
    /// True for what must be the last command of a group (RFC 2920 §3.1, RFC 3207 §4, RFC 4954 §4). Without EHLO there are no groups, and
    /// every command must be. The octets of BDAT are no command, and another protocol has its own rules.
    /// </summary>
    public static bool MustWait(SmtpVerb verb, bool isExtended) => verb switch
    {
        SmtpVerb.Bdat or SmtpVerb.Foreign => false,
        SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Rset or SmtpVerb.Help or SmtpVerb.Unknown => !isExtended,
        _ => true,
    };

    /// <summary>Null where the command may come, else the reply.</summary>
    public static SmtpReply? Refusal(SmtpSessionState state, SmtpVerb verb, SmtpProtocol protocol) => (verb, state) switch
    {
        (SmtpVerb.Quit or SmtpVerb.Foreign, _) => null,
        (_, SmtpSessionState.Unwelcome) => ServerReplies.NotWelcome,
        (SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Data or SmtpVerb.Bdat or SmtpVerb.Auth, SmtpSessionState.Greeted) =>
            HelloReplies.First(protocol),
        (SmtpVerb.Mail, SmtpSessionState.Sender or SmtpSessionState.Recipients or SmtpSessionState.Chunks) => ServerReplies.NestedMail,
        (SmtpVerb.Rcpt or SmtpVerb.Data or SmtpVerb.Bdat, SmtpSessionState.Idle) => ServerReplies.MailFirst,
        (SmtpVerb.Auth, SmtpSessionState.Sender or SmtpSessionState.Recipients or SmtpSessionState.Chunks) => SmtpLoginReplies.InTransaction,
        (SmtpVerb.StartTls, SmtpSessionState.Sender or SmtpSessionState.Recipients or SmtpSessionState.Chunks) => ServerReplies.TlsInTransaction,
        (SmtpVerb.Data or SmtpVerb.Bdat, SmtpSessionState.Sender) => ServerReplies.RcptFirst,
        (SmtpVerb.Rcpt or SmtpVerb.Data, SmtpSessionState.Chunks) => ServerReplies.ChunksBegan,
        _ => null,
    };
}
