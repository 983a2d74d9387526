using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>host</c>, <c>host:port</c>, <c>[::1]:port</c>.</summary>
internal readonly partial record struct HostPort(string Host, int Port)
{
    public const string Expected = "a host, if needed with ':' and a port up to 65535, as in mail.example.com:25 or [::1]:25";

    /// <returns>Null when it is not one.</returns>
    public static HostPort? Parse(string text, int defaultPort)
    {
        if (Shape().Match(text) is not { Success: true } match)
            return null;
        var port = match.Groups["port"] is { Success: true } given ? int.Parse(given.ValueSpan, CultureInfo.InvariantCulture) : defaultPort;
        var host = match.Groups["host"].Value;
        var literal = match.Groups["literal"];
        if (literal.Success)
            host = literal.Value;
        return port > IPEndPoint.MaxPort || (literal.Success && !IsIPv6(host)) ? null : new HostPort(host, port);
    }

    private static bool IsIPv6(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    [GeneratedRegex(@"^(?:\[(?<literal>[0-9A-Fa-f:.%]+)\]|(?<host>\*|[\p{L}\p{N}_](?:[\p{L}\p{N}._-]*)))(?::(?<port>[0-9]{1,5}))?/?\z")]
    private static partial Regex Shape();
}
