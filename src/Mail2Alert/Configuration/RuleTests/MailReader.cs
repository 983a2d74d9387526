using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake;
using Mail2Alert.Messages;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary><c>mail</c>: a file, or what is in the mail. It is read here, too, so that a file that is missing is told of with its place.</summary>
/// <param name="envelopes">Reads who sends it to whom.</param>
/// <param name="folder">Where files are looked for.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class MailReader(EnvelopeReader envelopes, string folder, Problems problems)
{
    private const string Expected = "a file such as samples/backup.eml, or a mapping such as { to: alerts@example.com, subject: Backup failed }";

    private static readonly string[] KeysOfContent = ["subject", "text", "headers", "attachments"];

    public Message? Read(YamlValue written, Moment moment)
    {
        if (written is YamlValue.Map map)
            return Read(new Section(map, "mail", problems), moment);
        return YamlRead.Text(written, "mail", Expected, problems) is { } file && Bytes(file) is { } bytes
            ? Arrived(bytes, TestEnvelope.OfHeader, moment, file.At)
            : null;
    }

    private Message? Read(Section mail, Moment moment)
    {
        var envelope = envelopes.Read(mail);
        var bytes = mail.Has("file") ? OfFile(mail) : new WrittenMail(envelope, moment).Read(mail);
        mail.Finish();
        return bytes is null ? null : Arrived(bytes, envelope, moment, mail.At);
    }

    private byte[]? OfFile(Section mail)
    {
        mail.Refuse(KeysOfContent, "has no place beside 'file', which holds all of the mail but its envelope");
        return mail.Text("file", "a file with a mail") is { } file ? Bytes(file) : null;
    }

    private Message? Arrived(byte[] bytes, TestEnvelope envelope, Moment moment, Position at)
    {
        var mail = MailFile.Read(bytes, envelope.Peer, envelope.From, envelope.To, moment.Time);
        if (mail.Envelope.Recipients.Count > 0)
            return mail;
        problems.Error(at, "this mail does not say to whom it goes; add 'to', as in { file: backup.eml, to: alerts@example.com }");
        return null;
    }

    private byte[]? Bytes(YamlValue.Text file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, file.Value));
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Error(file.At, $"the mail {file.Quoted} does not exist; it is looked for from where this file is");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Error(file.At, $"the mail {file.Quoted} cannot be read");
        }
        return null;
    }
}
