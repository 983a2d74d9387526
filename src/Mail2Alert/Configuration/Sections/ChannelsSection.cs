using System.Collections.Immutable;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Apprise;
using Mail2Alert.Channels.Exec;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Routing;

namespace Mail2Alert.Configuration.Sections;

/// <summary>
/// <c>channels</c> and <c>webhooks</c>: what targets may name, and how a channel says it where neither route nor receiver says otherwise.
/// </summary>
internal static class ChannelsSection
{
    /// <param name="file">The file as a whole.</param>
    /// <param name="letters">Reads templates.</param>
    /// <param name="labels">The labels that alerts may have.</param>
    public static (ChannelSettings Settings, ImmutableDictionary<string, Wording> Wordings) Read(Section file, LetterText letters, IEnumerable<string> labels)
    {
        var settings = new ChannelSettings { Webhooks = new WebhooksSection(labels, file.Problems).Read(file.Map("webhooks")) };
        var wordings = ImmutableDictionary.CreateBuilder<string, Wording>();
        var section = file.Map("channels");
        foreach (var (name, _) in section?.Entries ?? [])
        {
            if (Mistake(name) is { } mistake)
                section!.Problems.Error(name.At, mistake);
            if (section!.Map(name.Value) is not { } inner)
                continue;
            var wording = letters.Read(inner);
            if (wording is not null)
                wordings[name.Value] = wording;
            settings = name.Value switch
            {
                "apprise" => settings with { Apprise = Apprise(inner, wording) },
                "exec" => settings with { Exec = Exec(inner) },
                _ => settings,
            };
            inner.Finish();
        }
        return (settings, wordings.ToImmutable());
    }

    private static string? Mistake(YamlValue.Text name)
    {
        var known = ChannelCatalog.Kinds.Select(kind => kind.Name);
        return name.Value == TargetGrammar.Mail ? "a mail goes on as it came: mailto takes no template"
            : known.Contains(name.Value) ? null
            : $"there is no channel {name.Quoted}{Suggestion.For(name.Value, known)}";
    }

    private static AppriseSettings? Apprise(Section section, Wording? wording)
    {
        var server = UrlText.Web(section, "server", end: "/");
        var command = section.Text("command", "the absolute path of a program");
        if (section.Has("server") == section.Has("command") && (wording is null || section.Has("server")))
            section.Problems.Error(section.At, "'apprise' expects either 'server' with an address such as http://127.0.0.1:8000 or 'command' with a path such as /usr/bin/apprise");
        if (command is not null && !Path.IsPathRooted(command.Value))
            section.Problems.Error(command.At, $"'command' expects the absolute path of a program, found {command.Quoted}");
        return server is not null ? new AppriseSettings.Server(server) : command is not null ? new AppriseSettings.Command(command.Value) : null;
    }

    private static ExecSettings Exec(Section section)
    {
        const string Expected = "absolute paths of directories";
        var allow = section.Texts("allow", Expected);
        var otherwise = new ExecSettings { Allow = [.. allow.Select(directory => directory.Value)] };
        var settings = otherwise with { Timeout = LimitsSection.Duration(section, "timeout", otherwise.Timeout) };
        if (!section.Has("allow"))
            section.Problems.Error(section.At, $"'exec' expects a key 'allow' with {Expected}, such as [ /usr/local/lib/mail2alert ]");
        foreach (var directory in allow.Where(directory => !Path.IsPathRooted(directory.Value) || directory.Value.TrimEnd('/').Length == 0))
            section.Problems.Error(directory.At, $"'allow' expects {Expected}, and not the root, found {directory.Quoted}");
        return settings;
    }
}
