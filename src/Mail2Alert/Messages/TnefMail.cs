using MimeKit;
using MimeKit.Tnef;

namespace Mail2Alert.Messages;

/// <summary>What Outlook puts into winmail.dat: a mail of its own, with text and files.</summary>
internal static class TnefMail
{
    public static string Text(TnefPart part, Trouble trouble)
    {
        var message = Open(part, trouble);
        return message?.Body is null or TnefPart ? "" : new MessageText(new TextOfPart(trouble), trouble).Read(message.Body);
    }

    /// <summary>Its text is among them.</summary>
    public static IEnumerable<MimeEntity> Parts(TnefPart part, Trouble trouble) =>
        Open(part, trouble) is { } message ? message.BodyParts : [];

    private static MimeMessage? Open(TnefPart part, Trouble trouble) => Forgiving.Read<MimeMessage?>(part.ConvertToMessage, null, trouble);
}
