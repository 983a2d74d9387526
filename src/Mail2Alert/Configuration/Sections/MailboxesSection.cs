using Mail2Alert.Channels;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake.Mailboxes;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>mailboxes</c>: where mail is fetched, by name.</summary>
internal sealed class MailboxesSection(LimitSettings limits, bool hasRelay, bool hasStore, Problems problems)
{
    private const string Kinds = "'maildir' with a folder, or 'imap' with a server";

    public IReadOnlyList<MailboxSettings> Read(Section? mailboxes)
    {
        if (mailboxes is not null && !hasStore)
            problems.Error(mailboxes.At, "'mailboxes' needs a store: what was taken has to be remembered, and 'store' is 'none'");
        var read = new List<MailboxSettings>();
        foreach (var entry in mailboxes?.Entries ?? [])
        {
            if (Read(entry) is { } mailbox && IsNew(mailbox, read, entry))
                read.Add(mailbox);
        }
        return read;
    }

    private bool IsNew(MailboxSettings mailbox, List<MailboxSettings> others, YamlEntry entry)
    {
        if (others.Find(other => other.Terms.Place == mailbox.Terms.Place) is not { } same)
            return true;
        problems.Error(entry.Value.At, $"the mailbox {entry.Key.Quoted} is fetched from already, as '{same.Terms.Name}'");
        return false;
    }

    private MailboxSettings? Read(YamlEntry entry)
    {
        if (entry.Value is not YamlValue.Map map)
        {
            problems.Error(entry.Value.At, $"the mailbox {entry.Key.Quoted} expects a mapping with {Kinds}, found {entry.Value.Kind}");
            return null;
        }
        var section = new Section(map, entry.Key.Value, problems);
        var mailbox = Read(section, Terms(section, Name(entry.Key)));
        section.Finish();
        return mailbox;
    }

    private MailboxSettings? Read(Section section, MailboxTerms terms)
    {
        if (section.Has("maildir"))
            return MaildirSection.Read(section, terms);
        if (section.Has("imap"))
            return ImapSection.Read(section, terms);
        problems.Error(section.At, $"the mailbox '{section.Name}' expects {Kinds}");
        return null;
    }

    private MailboxTerms Terms(Section section, string name) => new(name)
    {
        To = Address(section),
        HandsOn = HandsOn(section),
        Every = section.Value("every", new MailboxTerms(name).Every, Durations.Expected, Durations.Parse),
        MaxMessageSize = limits.MessageSize,
    };

    private string? Address(Section section)
    {
        if (section.Text("to", "a mail address") is not { } text || MailAddress.IsValid(text.Value))
            return section.Text("to")?.Value;
        problems.Error(text.At, $"'to' expects a mail address, found {text.Quoted}");
        return null;
    }

    private bool HandsOn(Section section)
    {
        var handsOn = section.Value("unclaimed", false, "'keep' or 'relay'", word => word switch
        {
            "keep" => false,
            "relay" => true,
            _ => null,
        });
        if (handsOn && !hasRelay)
            problems.Error(section.Where("unclaimed"), "'unclaimed: relay' needs a 'relay: smtp://HOST'");
        return handsOn;
    }

    private string Name(YamlValue.Text key)
    {
        if (key.Value.Length is 0 or > 64 || key.Value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            problems.Error(key.At, $"a mailbox expects a name of at most 64 characters without a space, found {key.Quoted}");
        return key.Value;
    }
}
