using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>How much nonsense a session may cost. Errors are never forgiven; idle chatter is, by a message (as Postfix counts).</summary>
internal sealed class SmtpBudget(SmtpServerOptions options)
{
    private int _errors;
    private int _junk;
    private int _messages;

    /// <summary>True when MAIL may begin one more message.</summary>
    public bool AllowsMessage => _messages < options.MaxMessagesPerSession;

    public void MessageEnded(bool isAccepted)
    {
        _messages++;
        _junk = isAccepted ? 0 : _junk;
    }

    /// <summary>Counts a command by its reply. The result is that reply, or the one that closes the session.</summary>
    public SmtpReply Charge(SmtpVerb verb, SmtpReply reply)
    {
        _errors += reply.Code >= 500 ? 1 : 0;
        _junk += MovesMail(verb) ? 0 : 1;
        return _errors > options.MaxErrors ? ServerReplies.TooManyErrors
            : _junk > options.MaxJunkCommands ? ServerReplies.TooMuchJunk
            : reply;
    }

    private static bool MovesMail(SmtpVerb verb) => verb is SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Data or SmtpVerb.Bdat or SmtpVerb.Quit;
}
