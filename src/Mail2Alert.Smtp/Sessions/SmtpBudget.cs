using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>How much nonsense a session may cost. Errors are never forgiven; idle chatter is, by a message (as Postfix counts).</summary>
internal sealed class SmtpBudget(SmtpServerOptions options)
{
    private int _junk;
    private int _commands;

    public int Errors { get; private set; }

    public int Messages { get; private set; }

    /// <summary>True when the last reply has to wait: it said that the client was wrong once more.</summary>
    public bool OwesDelay { get; private set; }

    /// <summary>True when MAIL may begin one more message.</summary>
    public bool AllowsMessage => Messages < options.MaxMessagesPerSession;

    public void MessageEnded(bool isAccepted)
    {
        Messages++;
        _junk = isAccepted ? 0 : _junk;
    }

    /// <summary>Counts a command by its reply. The result is that reply, or the one that closes the session.</summary>
    public SmtpReply Charge(SmtpVerb verb, SmtpReply reply)
    {
        _commands++;
        Errors += reply.Code >= 500 ? 1 : 0;
        OwesDelay = reply.Code >= 500 && Errors > options.ErrorsBeforeDelay;
        _junk += MovesMail(verb) ? 0 : 1;
        return Errors > options.MaxErrors ? ServerReplies.TooManyErrors
            : _junk > options.MaxJunkCommands ? ServerReplies.TooMuchJunk
            : _commands > options.MaxCommandsPerSession ? ServerReplies.TooManyCommands
            : reply;
    }

    private static bool MovesMail(SmtpVerb verb) => verb is SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Data or SmtpVerb.Bdat or SmtpVerb.Quit;
}
