using Mail2Alert.Smtp.Data;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>How a message came in, and what the client is told; no reply when the client is gone.</summary>
internal readonly record struct SmtpReceived(SmtpDataResult Result, SmtpReply? Reply)
{
    /// <summary>How many of the recipients got a positive reply.</summary>
    public int Accepted { get; init; }

    /// <summary>The replies to a message's end by LMTP, one for each recipient; null where <see cref="Reply"/> is all that is said.</summary>
    public IReadOnlyList<SmtpReply>? Each { get; init; }
}
