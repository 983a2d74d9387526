using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using MimeKit;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>A mail that a test writes out.</summary>
/// <param name="envelope">Whose sender and recipients its header shows.</param>
/// <param name="moment">Its date.</param>
internal sealed partial class WrittenMail(TestEnvelope envelope, Moment moment)
{
    public byte[] Read(Section mail)
    {
        using var message = new MimeMessage
        {
            Date = moment.Time,
            Subject = mail.Text("subject")?.Value ?? "",
            Body = Body(mail),
        };
        if (envelope.From is { } from)
            message.Headers[HeaderId.From] = from;
        if (envelope.To.Count > 0)
            message.Headers[HeaderId.To] = string.Join(", ", envelope.To);
        AddFields(message, mail.Map("headers"));
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    private static MimeEntity Body(Section mail)
    {
        var body = new BodyBuilder { TextBody = mail.Text("text")?.Value ?? "" };
        foreach (var name in mail.Texts("attachments", "the name of an attached file"))
            body.Attachments.Add(name.Value, []);
        return body.ToMessageBody();
    }

    private static void AddFields(MimeMessage message, Section? headers)
    {
        foreach (var (name, _) in headers?.Entries ?? [])
        {
            if (headers!.Text(name.Value) is not { } value)
                continue;
            if (FieldName().IsMatch(name.Value))
                message.Headers[name.Value] = value.Value;
            else
                headers.Problems.Error(name.At, $"{name.Quoted} is not the name of a header field, such as X-Priority");
        }
    }

    // RFC 5322 §3.6.8.
    [GeneratedRegex(@"^[!-9;-~]+\z")]
    private static partial Regex FieldName();
}
