using System.Net;
using System.Net.NetworkInformation;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Expectations;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Mail;
using Mail2Alert.Sources.Mailrise;
using Mail2Alert.Sources.Plugins;

namespace Mail2Alert.Configuration;

/// <summary>The configuration compiled: checked, resolved and never changed again. What the program runs on.</summary>
internal sealed record Mail2AlertConfiguration
{
    public required IReadOnlyList<ListenerSettings> Listeners { get; init; }

    /// <summary>Where mail is fetched.</summary>
    public IReadOnlyList<MailboxSettings> Mailboxes { get; init; } = [];

    /// <summary>Our name in greetings, in HELO and in Received fields.</summary>
    public string HostName { get; init; } = MachineName;

    /// <summary>Null when nobody is offered TLS.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>Load balancers that say by the PROXY protocol whom they pass on.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Who may log in, by name.</summary>
    public IReadOnlyDictionary<string, UserSettings> Users { get; init; } = new Dictionary<string, UserSettings>();

    /// <summary>Where the report on clients is kept; null when it is not.</summary>
    public string? ConformanceFile { get; init; }

    /// <summary>Whose SMTP sessions are followed in the log.</summary>
    public IReadOnlyList<IPNetwork> Trace { get; init; } = [];

    /// <summary>Null when there is no mail server to hand mail on to.</summary>
    public RelaySettings? Relay { get; init; }

    /// <summary>True when senders are told what could not be delivered after their mail was acknowledged.</summary>
    public bool Bounces { get; init; } = true;

    /// <summary>Null when nothing is kept.</summary>
    public StoreSettings? Store { get; init; }

    /// <summary>Without a store, mail is acknowledged when it is delivered.</summary>
    public Acknowledgement Acknowledge { get; init; } = Acknowledgement.Delivered;

    public required SlackSettings Slack { get; init; }

    /// <summary>What is said, and which files go along.</summary>
    public LetterSettings Letters { get; init; } = LetterSettings.Default;

    /// <summary>What targets may name.</summary>
    public ChannelSettings Channels { get; init; } = ChannelSettings.None;

    public required LimitSettings Limits { get; init; }

    /// <summary>Kinds of sources that do not come with the program.</summary>
    public LoadedPlugins Plugins { get; init; } = LoadedPlugins.None;

    /// <summary>In the order in which they may claim a mail.</summary>
    public required IReadOnlyList<SourceSettings> Sources { get; init; }

    /// <summary>By source: how long without news until its alerts are taken for resolved; those not named never are.</summary>
    public IReadOnlyDictionary<string, TimeSpan> ResolveAfter { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Mail that must come.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    public required IReadOnlyList<Receiver> Receivers { get; init; }

    public required IReadOnlyList<Route> Routes { get; init; }

    /// <summary>What keeps others quiet while it fires.</summary>
    public IReadOnlyList<InhibitRule> Inhibit { get; init; } = [];

    /// <summary>With its domain where the machine knows it: mail servers distrust a bare name (RFC 5321 §4.1.1.1).</summary>
    public static string MachineName { get; } = IPGlobalProperties.GetIPGlobalProperties() is { DomainName: { Length: > 0 } domain } machine
        && domain != "(none)" ? $"{machine.HostName}.{domain}" : Environment.MachineName;
}

/// <summary>One source, of one of the kinds there are.</summary>
internal abstract record SourceSettings(string Name)
{
    public sealed record GoCd(GoCdSettings Settings) : SourceSettings(Settings.Name);

    public sealed record Mail(MailSettings Settings) : SourceSettings(Settings.Name);

    /// <summary>Read by the address that it is to, as Mailrise does.</summary>
    public sealed record Mailrise(MailriseSettings Settings) : SourceSettings(Settings.Name);

    /// <summary>Read as a definition says: one in the file, or a built-in one.</summary>
    public sealed record Declared(string Name, Claim Claim, SourceDefinition Definition) : SourceSettings(Name);

    /// <summary>Read by a plug-in.</summary>
    public sealed record Plugin(PluginSettings Settings) : SourceSettings(Settings.Name);

    /// <summary>Read by whichever built-in source recognises a mail.</summary>
    public sealed record Auto(string Name, Claim Claim) : SourceSettings(Name);
}
