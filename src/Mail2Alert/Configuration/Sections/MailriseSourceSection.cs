using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.Mailrise;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A source of the kind <c>mailrise</c>: names, and the addresses that have them.</summary>
internal static class MailriseSourceSection
{
    private const string Expected = "an address such as ops@alerts.example.com, in which * and ? stand for others, without a '.' before its '@'";

    public static MailriseSettings Read(string name, Section source, Claim claim, bool hasStore)
    {
        var recipients = source.Map("recipients");
        if (!hasStore)
            source.Problems.Error(source.At, "'mailrise' needs a store, in which a mail to several recipients becomes several; leave out 'store: none'");
        if (recipients is null || !recipients.Entries.Any())
            source.Problems.Error(source.At, "'recipients' expects names and addresses, as in { ops: ops@alerts.example.com }");
        return new MailriseSettings(name, claim, [.. recipients?.Entries.Select(entry => Read(recipients, entry)).OfType<MailriseRecipient>() ?? []]);
    }

    private static MailriseRecipient? Read(Section recipients, YamlEntry entry)
    {
        if (entry.Value is not YamlValue.Map)
            return Pattern(recipients, entry.Key.Value) is { } plain ? new MailriseRecipient(entry.Key.Value, plain) : null;
        var section = recipients.Map(entry.Key.Value)!;
        if (!section.Has("to"))
            section.Problems.Error(section.At, $"{entry.Key.Quoted} expects 'to' with {Expected}");
        var (to, from) = (Pattern(section, "to"), Pattern(section, "from"));
        var words = new MailriseWords(
            Template(section, "title") ?? MailriseWords.Default.Title, Template(section, "text") ?? MailriseWords.Default.Text);
        section.Finish();
        return to is null ? null : new MailriseRecipient(entry.Key.Value, to, from) { Words = words };
    }

    private static Template? Template(Section section, string key) => section.Text(key, "a template such as '[{{ config }}] {{ subject }}'") is { } text
        ? new TemplateText(MailriseWords.Fields, section.Problems) { IsThorough = true }.Read(text)
        : null;

    private static MailrisePattern? Pattern(Section section, string key)
    {
        if (section.Text(key, Expected) is not { } text)
            return null;
        if (MailrisePattern.Parse(text.Value) is { } pattern)
            return pattern;
        section.Problems.Error(text.At, $"'{key}' expects {Expected}, found {text.Quoted}");
        return null;
    }
}
