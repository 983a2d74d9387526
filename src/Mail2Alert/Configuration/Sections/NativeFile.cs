using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The file as a whole: its sections, and what one of them needs of another.</summary>
internal static class NativeFile
{
    /// <summary>The key of what <c>mail2alert test</c> reads, and nobody else.</summary>
    public const string Tests = "tests";

    public static IReadOnlyList<string> Keys { get; } =
        ["listeners", "mailboxes", "tls", "hostname", "networks", "proxies", "users", "auth-in-clear", "conformance", "relay", "bounces", "store", "retention", "acknowledge", "slack", "channels", "webhooks", "templates", "attachments", "limits", "trace", "times", "plugins", "sources", "receivers", "routes", "inhibit", Tests];

    public static Mail2AlertConfiguration Compile(YamlValue.Map map, IReadOnlyDictionary<string, Predicate> predicates, Problems problems)
    {
        var file = new Section(map, "", problems);
        var limits = LimitsSection.Read(file.Map("limits"));
        var relay = RelaySection.Read(file.Take("relay"), limits, problems);
        var slack = SlackSection.Read(file.Map("slack"));
        var sources = file.Map("sources");
        SourcesSection.ReadAhead(sources);
        var store = StoreSection.Read(file);
        var tls = TlsSection.Read(file.Map("tls"));
        var users = UsersSection.Read(file.Map("users"));
        var proxies = NetworksSection.ReadProxies(file.Take("proxies"), problems);
        var listeners = ListenersSection.Read(file.Take("listeners"), Defaults(file, tls), problems);
        OpenRelay.Check(listeners, relay is not null, proxies.Count > 0, problems);
        var times = TimesSection.Read(file.Map("times"));
        var plugins = PluginsSection.Read(file);
        var read = SourcesSection.Read(sources, plugins, store is not null);
        var names = KnownNames.Of(
            Names(sources), read, [.. listeners.Select(written => written.Settings.Smtp.Name)], Names(file.Map("users")));
        var labels = FieldNames.LabelsOf(names);
        var letters = new LetterText(SnippetsSection.Read(file.Map("templates")), labels, problems);
        var (channels, wordings) = ChannelsSection.Read(file, letters, labels);
        var targets = new TargetReader(file.Has("relay"), "relay: smtp://HOST", slack.Token is not null, "slack: { token: … }", problems) { Channels = channels };
        var receivers = new ReceiversSection(targets, letters, store is not null, problems).Read(file.Map("receivers"));
        var when = new WhenCompiler(predicates, names, times, problems);
        var whenRemembered = new WhenCompiler(
            predicates.Where(predicate => !predicate.Value.AsksFacts).ToDictionary(), names, times, problems);
        var options = new RouteOptionsSection(when, letters, times, store is not null);
        var expect = new ExpectSection(when, store is not null, problems);
        expect.Read(sources);
        var configuration = new Mail2AlertConfiguration
        {
            HostName = HostNameSection.Read(file),
            Listeners = [.. listeners.Select(written => written.Settings)],
            Mailboxes = new MailboxesSection(limits, relay is not null, store is not null, problems).Read(file.Map("mailboxes")),
            Tls = tls,
            Proxies = proxies,
            Users = users,
            ConformanceFile = ConformanceSection.Read(file),
            Trace = NetworksSection.ReadTrace(file.Take("trace"), problems),
            Relay = relay,
            Bounces = file.Value<bool>("bounces", true, YamlFlag.Expected, YamlFlag.Parse),
            Store = store,
            Acknowledge = AcknowledgeSection.Read(file, store is not null),
            Slack = slack,
            Letters = new LetterSettings
            {
                Files = AttachmentsSection.Read(file.Map("attachments")),
                Channels = wordings,
            },
            Channels = channels,
            Limits = limits,
            Plugins = plugins,
            Sources = read,
            Expectations = expect.Expectations,
            ResolveAfter = expect.ResolveAfter,
            Receivers = [.. receivers.Select(written => written.Receiver)],
            Routes = new RoutesSection(receivers, when, targets, options, new EscalationSection(store is not null, problems), problems)
                .Read(file.Take("routes")),
            Inhibit = new InhibitSection(whenRemembered, FieldNames.LabelsOf(names), store is not null, problems).Read(file.Take("inhibit")),
        };
        file.Take(Tests);
        file.Finish("web", "silences", "telemetry");
        return configuration;
    }

    // A user whose password is wrong is told of where he stands, and not again where a listener names him.
    private static ListenerDefaults Defaults(Section file, TlsSettings? tls) => new(
        new ListenerRules
        {
            Networks = NetworksSection.Read(file.Take("networks"), NetworksSection.Loopback, file.Problems),
            Users = Names(file.Map("users")),
            AuthInClear = NetworksSection.ReadAuthInClear(file.Take("auth-in-clear"), [], file.Problems),
            OffersTls = file.Has("tls"),
        },
        tls is { IsRequired: true },
        file.Has("networks") ? file.Where("networks") : null);

    private static IReadOnlyList<string> Names(Section? section) => [.. section?.Entries.Select(entry => entry.Key.Value) ?? []];
}
