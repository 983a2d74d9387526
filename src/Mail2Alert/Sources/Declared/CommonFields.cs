using System.Collections.Frozen;
using System.Text.Json;
using MimeKit;

namespace Mail2Alert.Sources.Declared;

/// <summary>The fields that every mail has, whoever sent it.</summary>
internal static class CommonFields
{
    public static FrozenDictionary<string, Func<OpenMail, string>> ByName { get; } = new Dictionary<string, Func<OpenMail, string>>
    {
        ["subject"] = mail => mail.Subject,
        ["text"] = mail => mail.Text,
        ["from"] = mail => mail.Message.Envelope.Sender.ToString(),
        ["to"] = mail => string.Join(", ", mail.Message.Envelope.Recipients.Select(recipient => recipient.Address.ToString())),
        ["sender_host"] = SenderHost,
        ["mail_kind"] = mail => JsonNamingPolicy.KebabCaseLower.ConvertName($"{mail.Message.Kind}"),
        ["subject_says"] = mail => StateWords.Of(mail.Subject),
        ["text_says"] = mail => StateWords.Of(mail.Text),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Who writes the From field of a machine's mail is more often that machine than who hands it on.
    private static string SenderHost(OpenMail mail) =>
        mail.Message.From is { } from && InternetAddressList.TryParse(from, out var list)
            && list.Mailboxes.FirstOrDefault() is { Domain.Length: > 0 } author
            ? author.Domain
            : mail.Message.Envelope.Sender.Domain;
}
