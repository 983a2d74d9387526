using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Mailrise;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary><c>configs</c>: addresses and who is told, in the order in which they are asked. A fork has senders around them.</summary>
internal sealed class ConfigsSection(Problems problems)
{
    private const string Expected = "an address such as ops, ops@example.com or '*@*', without a '.' before its '@'";
    private static readonly string[] Formats = ["text", "html", "markdown"];

    private readonly AppriseSection _apprise = new(problems);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public IReadOnlyList<MailriseConfig> Read(Section file)
    {
        var configs = file.Map("configs");
        if (configs is null || !configs.Entries.Any())
            problems.Error(file.Where("configs"), "'configs' expects at least one address, and under it 'urls' with who is told");
        return [.. configs?.Entries.SelectMany(entry => Read(entry, configs)).OfType<MailriseConfig>() ?? []];
    }

    private IEnumerable<MailriseConfig?> Read(YamlEntry entry, Section configs)
    {
        if (configs.Map(entry.Key.Value) is not { } config)
            return entry.Value.IsNull ? [Missing(entry.Key)] : [];
        return IsOfSender(config)
            ? config.Entries.Select(inner => config.Map(inner.Key.Value) is { } own ? Read(inner.Key, entry.Key, own) : null)
            : [Read(entry.Key, null, config)];
    }

    private static bool IsOfSender(Section config) =>
        config.Entries.Any() && config.Entries.All(entry => entry.Value is YamlValue.Map && !AppriseSection.Keys.Contains(entry.Key.Value));

    private MailriseConfig? Missing(YamlValue.Text key)
    {
        problems.Error(key.At, $"{key.Quoted} expects 'urls' with who is told, found nothing");
        return null;
    }

    private MailriseConfig? Read(YamlValue.Text key, YamlValue.Text? sender, Section section)
    {
        var (to, from) = (Pattern(key), sender is null ? null : Pattern(sender));
        var urls = _apprise.Read(section);
        var wording = section.Map("mailrise");
        var (title, body) = (wording?.Text("title_template"), wording?.Text("body_template"));
        WarnOfFormat(wording);
        wording?.FinishLeniently();
        section.FinishLeniently();
        return to is null || (sender is not null && from is null) ? null
            : new MailriseConfig(key, sender, new MailriseRecipient(Name(key, sender), to, from), urls, title, body);
    }

    private void WarnOfFormat(Section? wording)
    {
        if (wording?.Text("body_format", "'text', 'html' or 'markdown'") is not { } format)
            return;
        if (Formats.Contains(format.Value))
            problems.Warning(format.At, "'body_format' has no effect: each target gets the text of the mail in the form that it takes");
        else
            problems.Error(format.At, $"'body_format' expects 'text', 'html' or 'markdown', found {format.Quoted}");
    }

    private MailrisePattern? Pattern(YamlValue.Text key)
    {
        var pattern = MailrisePattern.Parse(key.Value);
        if (pattern is null)
            problems.Error(key.At, $"'configs' expects {Expected}, found {key.Quoted}");
        return pattern;
    }

    // Receivers are called so, too, and their names have no ':'.
    private string Name(YamlValue.Text key, YamlValue.Text? sender)
    {
        var name = (sender is null ? key.Value : $"{key.Value} from {sender.Value}").Replace(':', '-');
        for (var number = 2; !_names.Add(name); number++)
            name = $"{key.Value.Replace(':', '-')} ({number})";
        return name;
    }
}
