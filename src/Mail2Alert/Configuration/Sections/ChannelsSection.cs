using Mail2Alert.Channels;
using Mail2Alert.Channels.Apprise;
using Mail2Alert.Channels.Exec;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>channels</c> and <c>webhooks</c>: what targets may name.</summary>
internal static class ChannelsSection
{
    /// <param name="file">The file as a whole.</param>
    /// <param name="labels">The labels that alerts may have.</param>
    public static ChannelSettings Read(Section file, IReadOnlyList<string> labels)
    {
        var channels = file.Map("channels");
        var settings = new ChannelSettings
        {
            Apprise = channels?.Map("apprise") is { } apprise ? Apprise(apprise) : null,
            Exec = channels?.Map("exec") is { } exec ? Exec(exec) : null,
            Webhooks = new WebhooksSection(labels, file.Problems).Read(file.Map("webhooks")),
        };
        channels?.Finish();
        return settings;
    }

    private static AppriseSettings? Apprise(Section section)
    {
        var server = UrlText.Web(section, "server", end: "/");
        var command = section.Text("command", "the absolute path of a program");
        section.Finish();
        if (section.Has("server") == section.Has("command"))
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
        section.Finish();
        if (!section.Has("allow"))
            section.Problems.Error(section.At, $"'exec' expects a key 'allow' with {Expected}, such as [ /usr/local/lib/mail2alert ]");
        foreach (var directory in allow.Where(directory => !Path.IsPathRooted(directory.Value) || directory.Value.TrimEnd('/').Length == 0))
            section.Problems.Error(directory.At, $"'allow' expects {Expected}, and not the root, found {directory.Quoted}");
        return settings;
    }
}
