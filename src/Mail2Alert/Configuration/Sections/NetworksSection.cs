using System.Net;
using System.Net.Sockets;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>networks</c>: who may send without logging in. Other keys with networks are read alike.</summary>
internal static class NetworksSection
{
    private const string Expected = "a network such as 10.1.0.0/16, or an address such as 10.1.2.3 or \"::1\"";

    // ::ffff:0:0/96 (RFC 4291 §2.5.5.2).
    private const int MappedPrefix = 96;

    public static IReadOnlyList<IPNetwork> Loopback { get; } = [new(new IPAddress([127, 0, 0, 0]), 8), new(IPAddress.IPv6Loopback, 128)];

    /// <summary>Networks that nobody on the internet can send from (RFC 1918, 3927, 4193, 4291).</summary>
    public static IReadOnlyList<IPNetwork> Private => Ours.Value;

    // Parsed when somebody asks: for a listener on loopback nobody does.
    private static readonly Lazy<IReadOnlyList<IPNetwork>> Ours = new(() =>
    [
        .. Loopback,
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ]);

    public static IReadOnlyList<IPNetwork> Read(YamlValue? written, IReadOnlyList<IPNetwork> otherwise, Problems problems) =>
        Read(written, "networks", danger: null, problems) ?? otherwise;

    /// <summary><c>proxies</c>: load balancers whose PROXY header is believed.</summary>
    public static IReadOnlyList<IPNetwork> ReadProxies(YamlValue? written, Problems problems) =>
        Read(written, "proxies", "lets everybody claim any address", problems) ?? [];

    /// <summary><c>auth-in-clear</c>: from where one may log in without TLS.</summary>
    public static IReadOnlyList<IPNetwork> ReadAuthInClear(YamlValue? written, IReadOnlyList<IPNetwork> otherwise, Problems problems) =>
        Read(written, "auth-in-clear", "lets passwords be read anywhere on their way", problems) ?? otherwise;

    /// <summary><c>trace</c>: whose sessions are followed in the log.</summary>
    public static IReadOnlyList<IPNetwork> ReadTrace(YamlValue? written, Problems problems) =>
        Read(written, "trace", "writes every line of everybody to the log", problems) ?? [];

    /// <summary>The condition <c>network</c>: where a mail's client is. Empty only for mistakes, which are told.</summary>
    public static IReadOnlyList<IPNetwork> ReadCondition(YamlValue written, Problems problems)
    {
        if (written is YamlValue.List { Items.Count: 0 })
            problems.Error(written.At, $"'network' expects {Expected}, found an empty list");
        return Read(written, "network", danger: null, problems) ?? [];
    }

    private static List<IPNetwork>? Read(YamlValue? written, string key, string? danger, Problems problems)
    {
        if (written is null)
            return null;
        var networks = new List<IPNetwork>();
        foreach (var text in YamlRead.Texts(written, key, Expected, problems))
        {
            if (Parse(text.Value) is not { } network)
                problems.Error(text.At, $"'{key}' expects {Expected}, found {text.Quoted}");
            else
                networks.Add(Weighed(network, text, danger, problems));
        }
        return networks;
    }

    private static IPNetwork? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(address, out var parsed) || address.Contains('%', StringComparison.Ordinal) || IsShorthand(address, parsed))
            return null;
        if (slash < 0)
            return Plain(new IPNetwork(parsed, parsed.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
        return IPNetwork.TryParse(text, out var network) ? Plain(network) : null;
    }

    // An IPv4 client is never seen in its IPv6 form, so a network of such addresses would hold nobody.
    private static IPNetwork Plain(IPNetwork network) =>
        network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= MappedPrefix
            ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - MappedPrefix)
            : network;

    // .NET takes 10.1 for 10.0.0.1, as inet_aton does. Here it is a network with its end forgotten.
    private static bool IsShorthand(string text, IPAddress parsed) =>
        parsed.AddressFamily == AddressFamily.InterNetwork && text.Count(character => character == '.') != 3;

    private static IPNetwork Weighed(IPNetwork network, YamlValue.Text text, string? danger, Problems problems)
    {
        if (network.PrefixLength == 0 && danger is not null)
            problems.Warning(text.At, $"{text.Quoted} {danger}");
        return network;
    }
}
