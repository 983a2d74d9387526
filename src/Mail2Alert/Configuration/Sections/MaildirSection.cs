using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake.Mailboxes;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A mailbox that is a folder in Maildir form.</summary>
internal static class MaildirSection
{
    private const string Expected = "the whole path of a folder in Maildir form, such as /var/mail/alerts";

    public static MailboxSettings? Read(Section section, MailboxTerms terms)
    {
        var deletes = section.Value("then", false, "'seen' or 'delete'", word => word switch
        {
            "seen" => false,
            "delete" => true,
            _ => null,
        });
        if (section.Text("maildir", Expected) is not { } path)
            return null;
        if (Path.IsPathRooted(path.Value) && !path.Value.Any(char.IsControl))
            return new MailboxSettings.Maildir(terms with { Place = $"maildir:{Path.TrimEndingDirectorySeparator(path.Value)}" }, path.Value, deletes);
        section.Problems.Error(path.At, $"'maildir' expects {Expected}, found {path.Quoted}");
        return null;
    }
}
