using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Mailrise;

/// <summary><c>listen</c>, <c>tls</c> and <c>smtp</c>: where mail is taken, and from whom.</summary>
internal static class MailriseServer
{
    private const string Port = "8025";

    /// <summary>What Mailrise's server announces.</summary>
    private const string MessageSize = "32MiB";

    private static readonly string[] Everywhere = ["0.0.0.0/0", "::/0"];

    /// <summary>The same in our form.</summary>
    public static IReadOnlyList<YamlEntry?> Read(Section file)
    {
        var tls = MailriseTls.Read(file);
        var smtp = file.Map("smtp");
        var users = Users(smtp);
        var hostname = smtp?.Text("hostname", "a host name");
        smtp?.FinishLeniently();
        return
        [
            Listener(file, tls),
            tls.Certificate,
            hostname is null ? null : YamlTree.Entry(hostname.At, "hostname", hostname),
            Networks(file, users),
            users,
            users is not null && tls.IsOff ? YamlTree.Entry(users.Key.At, "auth-in-clear", All(users.Key.At)) : null,
            YamlTree.Entry(file.At, "limits", YamlTree.Map(file.At, YamlTree.Entry(file.At, "message-size", MessageSize))),
        ];
    }

    private static YamlEntry Listener(Section file, MailriseTls tls)
    {
        var listen = file.Map("listen");
        var (host, port) = (Host(listen), listen?.Text("port", "a port"));
        listen?.FinishLeniently();
        var at = listen?.At ?? file.At;
        var url = YamlTree.Text(at, $"{(tls.IsFromStart ? "smtps" : "smtp")}://{host}:{port?.Value ?? Port}") with { IsReference = true };
        return YamlTree.Entry(at, "listeners", tls.IsRequired
            ? YamlTree.List(at, YamlTree.Map(at, new YamlEntry(YamlTree.Text(at, "url"), url), YamlTree.Entry(at, "require-tls", "true")))
            : url);
    }

    // An empty host is all addresses.
    private static string Host(Section? listen) => listen?.Take("host") is not YamlValue.Text { Value: { Length: > 0 } host } ? "*"
        : host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') && !host.StartsWith("${", StringComparison.Ordinal) ? $"[{host}]"
        : host;

    private static YamlEntry? Users(Section? smtp)
    {
        var auth = smtp?.Map("auth");
        var basic = auth?.Map("basic");
        auth?.FinishLeniently();
        return basic is null ? null : YamlTree.Entry(basic.At, "users", YamlTree.Map(
            basic.At, basic.Entries.Select(user => new YamlEntry(user.Key with { Value = PythonText.Of(user.Key) }, Password(user.Value)))));
    }

    private static YamlValue Password(YamlValue value) =>
        value is YamlValue.Text text ? text with { Value = PythonText.Of(text), IsPlain = false } : value;

    // With users, nobody may send who has not logged in. Without, everybody could; here those do who are near.
    private static YamlEntry Networks(Section file, YamlEntry? users) => YamlTree.Entry(
        file.Where("networks"),
        "networks",
        file.Take("networks") ?? YamlTree.List(file.At, users is not null ? [] : NetworksSection.Private.Select(network => YamlTree.Text(file.At, $"{network}"))));

    private static YamlValue.List All(Position at) => YamlTree.List(at, Everywhere.Select(network => YamlTree.Text(at, network)));
}
