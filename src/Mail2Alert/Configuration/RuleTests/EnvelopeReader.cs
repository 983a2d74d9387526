using System.Net;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Smtp;

namespace Mail2Alert.Configuration.RuleTests;

/// <summary>The keys of <c>mail</c> that are about its envelope.</summary>
internal sealed class EnvelopeReader(Mail2AlertConfiguration configuration, Problems problems)
{
    private const string Expected = "a mail address such as alerts@example.com";

    public TestEnvelope Read(Section mail) => new(Peer(mail), From(mail), To(mail));

    private string? From(Section mail) => mail.Text("from", Expected) is { } from && IsAddress(from, "from") ? from.Value : null;

    private List<string> To(Section mail) =>
        [.. mail.Texts("to", Expected).Where(to => IsAddress(to, "to")).Select(to => to.Value)];

    // Some notifiers send from plain 'root', so a domain is not asked for.
    private bool IsAddress(YamlValue.Text text, string key)
    {
        if (!text.Value.Any(character => char.IsControl(character) || " <>,".Contains(character)))
            return true;
        problems.Error(text.At, $"'{key}' expects {Expected}, found {text.Quoted}");
        return false;
    }

    private SmtpPeer Peer(Section mail) => TestEnvelope.OfHeader.Peer with
    {
        Remote = Address(mail) is { } address ? new IPEndPoint(address, 0) : null,
        Login = Named(mail, "login", "user", configuration.Users.Keys),
        Listener = Named(mail, "listener", "listener", Listeners.Select(listener => listener.Name)) is { } name
            ? Listeners.First(listener => listener.Name == name)
            : SmtpListener.Default,
    };

    private IEnumerable<SmtpListener> Listeners => configuration.Listeners.Select(listener => listener.Smtp);

    private IPAddress? Address(Section mail)
    {
        const string ExpectedPeer = "the address of a client, such as 10.1.2.3";
        if (mail.Text("peer", ExpectedPeer) is not { } text)
            return null;
        if (IPAddress.TryParse(text.Value, out var address))
            return address;
        problems.Error(text.At, $"'peer' expects {ExpectedPeer}, found {text.Quoted}");
        return null;
    }

    private string? Named(Section mail, string key, string kind, IEnumerable<string> known)
    {
        if (mail.Text(key, $"the name of a {kind}") is not { } text)
            return null;
        if (known.Contains(text.Value))
            return text.Value;
        problems.Error(text.At, $"there is no {kind} {text.Quoted}{Suggestion.For(text.Value, known)}");
        return null;
    }
}
