using System.Net;
using Mail2Alert.Alerts;
using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake;
using Mail2Alert.Smtp;

namespace Mail2Alert.Configuration.Legacy;

/// <summary>The <c>configuration.yml</c> of mail2alert-py: one listener, one relay, and managers with their rules.</summary>
internal static class LegacyFile
{
    private const int SmtpPort = 25;
    private const string Address = "HOST or HOST:PORT, such as localhost:1025";

    // Stands in for what is wrong, so that the rest of the file is read.
    private static readonly HostPort Nowhere = new("", 0);

    private static readonly string[] Marks = ["managers", "local-smtp", "remote-smtp"];

    /// <summary>Told by what is in it: people rename files.</summary>
    public static bool IsLegacy(YamlValue.Map map) => Marks.Any(key => map[key] is not null);

    public static Mail2AlertConfiguration Compile(YamlValue.Map map, IReadOnlyDictionary<string, Predicate> predicates, Problems problems)
    {
        var file = new Section(map, "", problems);
        // Keys of the new form beside the old ones would be read by nobody.
        var why = $"belongs to the new form of this file, but '{Marks.First(file.Has)}' to the old; use one";
        file.Refuse([NativeFile.Tests], "stands in a file of its own beside this one: mail2alert test NAME.test.yml");
        file.Refuse(NativeFile.Keys.Except(["networks"]), why);
        var local = Place(file, "local-smtp");
        var relay = Place(file, "remote-smtp");
        var slack = new SlackSettings { Token = SecretText.Read(file, "slack-token") };
        var targets = new TargetReader(hasRelay: true, "remote-smtp: HOST", slack.Token is not null, "slack-token: TOKEN", problems);
        var managers = new LegacyManagers(new LegacyRules(predicates, new LegacyActions(targets, problems), problems), problems)
            .Read(file.Take("managers"), file.At);
        var listener = Listener(local, NetworksSection.Read(file.Take("networks"), NetworksSection.Private, problems));
        if (file.Take("local-smtp") is YamlValue.Text text)
            OpenRelay.Check([new WrittenListener(listener, text, file.Where("networks"))], hasRelay: true, behindProxies: false, problems);
        file.FinishLeniently();
        return new Mail2AlertConfiguration
        {
            Listeners = [listener],
            Relay = new RelaySettings { Host = relay.Host, Port = relay.Port, AddPeerField = true },
            Slack = slack,
            Limits = new LimitSettings(),
            Sources = [.. managers.Select(manager => manager.Source)],
            Receivers = [.. managers.SelectMany(manager => manager.Routes).SelectMany(route => route.To)],
            Routes = [.. managers.SelectMany(manager => manager.Routes)],
        };
    }

    private static ListenerSettings Listener(HostPort place, IReadOnlyList<IPNetwork> networks)
    {
        var url = new ListenerUrl("smtp", new ListenAddress.Tcp(place.Host, place.Port));
        return new ListenerSettings(
            url.Address, new SmtpListener { Name = url.ToString(), OffersLogin = false }, new ListenerRules { Networks = networks });
    }

    private static HostPort Place(Section file, string key)
    {
        if (!file.Has(key))
            file.Problems.Error(file.At, $"'{key}' is missing; expected {Address}");
        if (file.Text(key, Address) is not { } text)
            return Nowhere;
        // Python's server took no host for all addresses.
        var written = text.Value.StartsWith(':') ? $"*{text.Value}" : text.Value;
        if (HostPort.Parse(written, SmtpPort) is { } place)
            return place;
        file.Problems.Error(text.At, $"'{key}' expects {Address}, found {text.Quoted}");
        return Nowhere;
    }
}
