using System.Buffers;
using System.Text;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;

namespace Mail2Alert.Tests;

/// <summary>Messages as the SMTP server hands them over.</summary>
internal static class TestMail
{
    public static Message Of(string subject, string text) =>
        OfBytes(Encoding.UTF8.GetBytes($"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text.ReplaceLineEndings("\r\n")}"));

    public static Message OfBytes(byte[] bytes, string from = "gocd@example.net", string to = "mail2alert@example.net") => new(
        new SmtpMessage(
            "test",
            new DateTimeOffset(2026, 11, 22, 20, 56, 0, TimeSpan.Zero),
            new SmtpEnvelope(new SmtpPeer("test", null, null, "localhost", true), Path(from), SmtpMailParameters.None, [new SmtpRecipient(Path(to))]),
            new Content(bytes)));

    /// <summary>The same mail in another envelope.</summary>
    public static Message With(Message message, SmtpEnvelope envelope) => new(
        new SmtpMessage(message.Id, message.ReceivedAt, envelope, new Content(message.Raw.ToArray())));

    private static SmtpPath Path(string address) => address.Split('@') is [var local, var domain] ? new(local, domain) : new(address, "");

    private sealed class Content(byte[] bytes) : SmtpContent
    {
        public override long Length => bytes.Length;

        public override bool HasEightBit => bytes.Any(octet => octet > 127);

        public override ReadOnlySequence<byte> Bytes => new(bytes);

        public override Stream OpenRead() => new MemoryStream(bytes, writable: false);
    }
}
