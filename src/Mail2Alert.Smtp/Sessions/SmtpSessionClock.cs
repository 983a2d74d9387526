using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>The time that a session has in all. It has no timer: it shortens the wait for the next command.</summary>
internal readonly struct SmtpSessionClock(SmtpServer server)
{
    private readonly long _start = server.Time.GetTimestamp();

    public TimeSpan Elapsed => server.Time.GetElapsedTime(_start);

    /// <summary>
    /// What is left of it. A client between MAIL and the end of its data may finish, but not for longer than one message may take.
    /// </summary>
    public SmtpPatience Left(bool inTransaction) =>
        new(server.Options.MaxSessionTime + (inTransaction ? server.Options.MaxMessageTime : TimeSpan.Zero) - Elapsed, SmtpLimit.SessionTime);
}
