using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Microsoft.Extensions.Primitives;

namespace Mail2Alert.Routing;

/// <summary>The parts of a mail that conditions can look at, whatever its source makes of it.</summary>
internal static class MailFields
{
    /// <summary>The client's address; none for one on a Unix socket.</summary>
    public static Field Peer { get; } = new Field.OfMail("network", mail => mail.Envelope.Peer.Remote?.Address.Plain().ToString());

    /// <summary>All but <see cref="Peer"/>, whose values are not compared as texts.</summary>
    public static IReadOnlyList<Field> Texts { get; } =
    [
        new Field.OfMail("mail-from", mail => Written(mail.Envelope.Sender)) { IgnoresCase = true },
        new Field.OfMail("rcpt-to", Recipients) { IgnoresCase = true, IsMany = true },
        new Field.OfMail("helo", mail => mail.Envelope.Peer.Hello) { IgnoresCase = true },
        new Field.OfMail("login", mail => mail.Envelope.Peer.Login),
        new Field.OfMail("listener", mail => mail.Envelope.Peer.Listener.Name),
        new Field.OfMail("text", mail => mail.Text),
        new Field.OfMail("attachment", mail => mail.Files.ToArray()) { IsMany = true },
    ];

    private static StringValues Recipients(Message mail) =>
        mail.Envelope.Recipients.Select(recipient => recipient.Address.ToString()).ToArray();

    private static string Written(SmtpPath path) => path.IsNull ? "<>" : path.ToString();
}
