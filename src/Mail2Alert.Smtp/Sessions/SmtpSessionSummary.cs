using Mail2Alert.Smtp.Telemetry;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>What there is to say of a session behind its end.</summary>
/// <param name="Peer">The client, as far as it was known at the end.</param>
/// <param name="End">Why it ended.</param>
/// <param name="Limit">The bound that ended it, if one did.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Messages">Messages answered.</param>
/// <param name="Errors">Bad commands.</param>
internal readonly record struct SmtpSessionSummary(SmtpPeer Peer, SmtpSessionEnd End, SmtpLimit Limit, TimeSpan Time, int Messages, int Errors)
{
    public string Why => Limit == SmtpLimit.None ? $"{End}" : $"{End} ({SmtpLimitNames.Of(Limit)})";
}
