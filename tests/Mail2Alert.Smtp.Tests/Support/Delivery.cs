using System.Text;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>A message that the handler was given, with its bytes copied out of the rented memory.</summary>
internal sealed record Delivery(SmtpMessage Message, byte[] Bytes)
{
    public string Text { get; } = Encoding.Latin1.GetString(Bytes);

    public SmtpEnvelope Envelope => Message.Envelope;
}
