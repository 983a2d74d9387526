using Mail2Alert.Alerts;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The file as a whole: its sections, and what one of them needs of another.</summary>
internal static class NativeFile
{
    public static IReadOnlyList<string> Keys { get; } =
        ["listeners", "tls", "hostname", "networks", "proxies", "users", "auth-in-clear", "relay", "acknowledge", "slack", "limits", "trace", "sources", "receivers", "routes"];

    public static Mail2AlertConfiguration Compile(YamlValue.Map map, IReadOnlyDictionary<string, Predicate> predicates, Problems problems)
    {
        var file = new Section(map, "", problems);
        AcknowledgeSection.Check(file);
        var limits = LimitsSection.Read(file.Map("limits"));
        var relay = RelaySection.Read(file.Take("relay"), limits, problems);
        var slack = SlackSection.Read(file.Map("slack"));
        var sources = file.Map("sources");
        var targets = new TargetReader(file.Has("relay"), "relay: smtp://HOST", slack.Token is not null, "slack: { token: … }", problems);
        var receivers = new ReceiversSection(targets, problems).Read(file.Map("receivers"));
        var when = new WhenCompiler(predicates, [.. (sources?.Entries ?? []).Select(source => source.Key.Value)], problems);
        var configuration = new Mail2AlertConfiguration
        {
            HostName = HostNameSection.Read(file),
            Listeners = ListenersSection.Read(file.Take("listeners"), file.Has("tls"), problems),
            Tls = TlsSection.Read(file.Map("tls")),
            Networks = NetworksSection.Read(file.Take("networks"), NetworksSection.Loopback, problems),
            Proxies = NetworksSection.ReadProxies(file.Take("proxies"), problems),
            Users = UsersSection.Read(file.Map("users")),
            AuthInClear = NetworksSection.ReadAuthInClear(file.Take("auth-in-clear"), problems),
            Trace = NetworksSection.ReadTrace(file.Take("trace"), problems),
            Relay = relay,
            Slack = slack,
            Limits = limits,
            Sources = SourcesSection.Read(sources),
            Receivers = [.. receivers.Select(written => written.Receiver)],
            Routes = new RoutesSection(receivers, when, targets, problems).Read(file.Take("routes")),
        };
        OpenRelay.Check(configuration, file.Where("networks"), problems);
        file.Finish("store", "web", "times", "templates", "silences", "telemetry", "plugins");
        return configuration;
    }
}
