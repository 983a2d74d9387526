using Mail2Alert.Channels;
using MimeKit;

namespace Mail2Alert.Cli.Sending;

/// <summary>A mail told by its parts on the command line.</summary>
/// <param name="From">Who sends it.</param>
/// <param name="To">To whom.</param>
internal sealed record WrittenMail(string From, IReadOnlyList<string> To)
{
    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>Further fields, as in <c>X-Priority: 1</c>.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Files to attach.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="FormatException">An address or a field is none.</exception>
    public Submission Compose()
    {
        var builder = new BodyBuilder { TextBody = Text };
        foreach (var file in Files)
            builder.Attachments.Add(Path.GetFileName(file), File.ReadAllBytes(file));
        using var mail = new MimeMessage(
            [new MailboxAddress("", Checked(From))], To.Select(to => new MailboxAddress("", Checked(to))), Subject, builder.ToMessageBody());
        foreach (var field in Fields)
            Add(mail, field);
        using var written = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        mail.Prepare(EncodingConstraint.SevenBit);
        mail.WriteTo(format, written);
        return new Submission(From, To, written.ToArray());
    }

    private static string Checked(string address) =>
        MailAddress.IsValid(address) ? address : throw new FormatException($"'{address}' is no mail address");

    private static void Add(MimeMessage mail, string field)
    {
        if (field.Split(':', 2) is not [{ Length: > 0 } name, var value] || name.Any(letter => letter is <= ' ' or > '~') || value.Any(char.IsControl))
            throw new FormatException($"'{field}' is no header field; write it as in 'X-Priority: 1'");
        mail.Headers.Add(name, value.Trim());
    }
}
