using Mail2Alert.Messages;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Sources.Mailrise;

/// <summary>What recipients are told of a mail: templates, and the fields in them.</summary>
/// <param name="Title">Of what is told.</param>
/// <param name="Text">The rest of it.</param>
internal sealed record MailriseWords(Template Title, Template Text)
{
    /// <summary>What Mailrise says where nobody says otherwise.</summary>
    public static MailriseWords Default { get; } = new(new Template("{{ subject }} ({{ from }})"), new Template("{{ text }}"));

    /// <summary>What templates may hold.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["subject", "from", "text", "to", "config", "type"];

    /// <summary>Title and text of a mail, which is never without either.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="address">The recipient, for whom it is.</param>
    public (string Title, string Text) Of(Message message, MailriseAddress address)
    {
        var mail = new OpenMail(message);
        var (subject, text) = (Or(message.Subject, "[no subject]"), Or(message.Text, "[no body]"));
        mail.Found("subject", subject);
        mail.Found("from", Or(message.From, "[no sender]"));
        mail.Found("text", text);
        mail.Found("to", address.ToString());
        mail.Found("config", address.Short);
        mail.Found("type", address.Type.ToWord());
        return (Or(Title.Render(mail), subject), Or(Text.Render(mail), text));
    }

    private static string Or(string? text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : text;
}
