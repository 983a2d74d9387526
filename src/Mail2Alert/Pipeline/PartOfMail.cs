using System.Buffers;
using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using MimeKit;

namespace Mail2Alert.Pipeline;

/// <summary>
/// One of the alerts that a mail carries, as a mail of its own: it is kept, delivered, shown and sent again like any other. It has the header of
/// the whole, so that conditions on that hold, and the alert's title and text.
/// </summary>
internal static class PartOfMail
{
    // Stands in the name of no other mail.
    private const char Mark = '.';

    // Of larger mails the parts have the text only: each of them is kept by itself.
    private const long LongestCopies = 64 * 1024 * 1024;

    // What is about the content of the whole, and what was signed with it.
    private static readonly string[] Replaced =
    [
        "Subject", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "Content-Description",
        "Content-Language", "DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results",
    ];

    /// <summary>The parts of a mail, each with its alert.</summary>
    public static IReadOnlyList<(Message Mail, Alert Alert)> Of(Message whole, Decision.Split split)
    {
        IReadOnlyList<SmtpRecipient> claimed = [.. whole.Envelope.Recipients.Except(split.Others)];
        var copies = split.AreWhole && whole.Length * split.Alerts.Count <= LongestCopies;
        return [.. split.Alerts.Select((alert, i) => (copies ? Copy(whole, i + 1, claimed) : Of(whole, alert, i + 1, claimed), alert))];
    }

    // To those recipients only who became the alert.
    private static Message Of(Message whole, Alert alert, int number, IReadOnlyList<SmtpRecipient> claimed)
    {
        var id = $"{whole.Id}{Mark}{number}";
        var parameters = whole.Envelope.Parameters with { Body = SmtpBody.SevenBit, Size = null };
        var envelope = whole.Envelope with { Parameters = parameters, Recipients = claimed };
        return new Message(new SmtpMessage(id, whole.ReceivedAt, envelope, Content(whole, alert, id)));
    }

    private static Message Copy(Message whole, int number, IReadOnlyList<SmtpRecipient> claimed) => new(new SmtpMessage(
        $"{whole.Id}{Mark}{number}", whole.ReceivedAt, whole.Envelope with { Recipients = claimed }, new OwnContent(whole.Raw.ToArray(), whole.HasEightBit)));

    /// <summary>True for the name of a part.</summary>
    public static bool IsOne(string mailId) => mailId.Contains(Mark, StringComparison.Ordinal);

    /// <summary>The name of the mail that it is a part of.</summary>
    public static string WholeOf(string mailId) => mailId[..mailId.LastIndexOf(Mark)];

    private static OwnContent Content(Message whole, Alert alert, string id)
    {
        using var written = new MimeMessage { Subject = alert.Title.ReplaceLineEndings(" "), MessageId = $"{id}@mail2alert", Body = new TextPart("plain") { Text = alert.Text } };
        written.Prepare(EncodingConstraint.SevenBit);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.HiddenHeaders.UnionWith([HeaderId.Date, HeaderId.From, HeaderId.To]);
        using var bytes = new MemoryStream();
        written.WriteTo(format, bytes);
        byte[] content = [.. HeaderBlock.Read(whole.Lines() ?? whole.Raw).Replacing(Replaced, ""), .. bytes.ToArray()];
        return new OwnContent(content, !System.Text.Ascii.IsValid(content));
    }
}
