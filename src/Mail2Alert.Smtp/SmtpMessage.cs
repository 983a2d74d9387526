namespace Mail2Alert.Smtp;

/// <summary>A complete message as it arrived: the envelope, and the content after dot-unstuffing (RFC 5321 §4.5.2).</summary>
/// <param name="Id">Names the message in the log, the reply and the Received field.</param>
/// <param name="ReceivedAt">When the end of the data was seen.</param>
/// <param name="Envelope">Who sent it to whom, and how.</param>
/// <param name="Content">The bytes between DATA and the final dot.</param>
public sealed record SmtpMessage(string Id, DateTimeOffset ReceivedAt, SmtpEnvelope Envelope, SmtpContent Content);
