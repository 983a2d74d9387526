using Mail2Alert.Smtp.Data;

namespace Mail2Alert.Smtp.Sessions;

/// <summary>How a message came in, and what the client is told; no reply when the client is gone.</summary>
internal readonly record struct SmtpReceived(SmtpDataResult Result, SmtpReply? Reply);
