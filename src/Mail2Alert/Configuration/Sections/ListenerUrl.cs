using System.Text;
using System.Text.RegularExpressions;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Smtp;

namespace Mail2Alert.Configuration.Sections;

/// <summary>
/// What a listener speaks, and where: <c>smtp://host:port</c>, <c>http://host:port</c>, and <c>lmtp:unix:/path</c> as Postfix writes it. Without a
/// protocol it is SMTP.
/// </summary>
internal sealed partial record ListenerUrl(string Scheme, ListenAddress Address)
{
    public const string Expected =
        "an address such as smtp://127.0.0.1:2525, '*:25', lmtp://[::1]:24, unix:/run/mail2alert/smtp.sock or systemd:NAME";

    // sun_path of sockaddr_un has 108 octets, the last of them zero (unix(7)).
    private const int LongestPath = 107;

    // LMTP has no port of its own; 24 is for any private mail system (IANA), and 25 is forbidden to it (RFC 2033 §5).
    private const int LmtpPort = 24;
    private const int SmtpPort = 25;
    private const int SmtpsPort = 465;
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    public SmtpProtocol Protocol => IsLmtp(Scheme) ? SmtpProtocol.Lmtp : SmtpProtocol.Smtp;

    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>True when every connection begins with the TLS handshake.</summary>
    public bool IsEncrypted => ImplicitTls || Scheme is "https";

    public bool ImplicitTls => Scheme is "smtps" or "lmtps";

    public override string ToString() => $"{Scheme}:{Address}";

    /// <summary>Null when it is none, which is then told.</summary>
    public static ListenerUrl? Parse(YamlValue.Text text, Problems problems)
    {
        var match = Shape().Match(text.Value);
        var scheme = match.Groups["scheme"] is { Success: true } written ? written.Value.ToLowerInvariant() : "smtp";
        var (address, mistake) = Place(scheme, match.Groups["kind"].Value, match.Groups["place"].Value);
        if (scheme is "smtp" or "smtps" or "lmtp" or "lmtps" or "http" or "https" && address is not null)
            return new ListenerUrl(scheme, address);
        problems.Error(text.At, mistake ?? $"'listeners' expects {Expected}, found {text.Quoted}");
        return null;
    }

    private static (ListenAddress? Address, string? Mistake) Place(string scheme, string kind, string place) => kind switch
    {
        "unix:" => Unix(place),
        "systemd:" => Systemd(place),
        _ => Tcp(scheme, place),
    };

    private static (ListenAddress?, string?) Tcp(string scheme, string place) =>
        HostPort.Parse(place, DefaultPort(scheme)) is not { } parsed ? default
        : IsLmtp(scheme) && parsed.Port == SmtpPort ? (null, "LMTP must not be spoken on port 25 (RFC 2033), where others expect SMTP; use 24")
        : (new ListenAddress.Tcp(parsed.Host, parsed.Port), null);

    private static (ListenAddress?, string?) Unix(string path) =>
        !path.StartsWith('/') || path.EndsWith('/') || path.Any(char.IsControl)
            ? (null, "a Unix socket expects the whole path of its file, as in unix:/run/mail2alert/smtp.sock")
        : Encoding.UTF8.GetByteCount(path) is var length and > LongestPath
            ? (null, $"the path of a Unix socket has at most {LongestPath} octets, this one {length}")
        : (new ListenAddress.Unix(path), null);

    private static (ListenAddress?, string?) Systemd(string name) =>
        Name().IsMatch(name) ? (new ListenAddress.Systemd(name.Length == 0 ? null : name), null)
        : (null, "after 'systemd:' the name of a socket is expected, as FileDescriptorName= has it, or nothing");

    private static int DefaultPort(string scheme) => scheme switch
    {
        "smtps" => SmtpsPort,
        "http" => HttpPort,
        "https" => HttpsPort,
        _ => IsLmtp(scheme) ? LmtpPort : SmtpPort,
    };

    private static bool IsLmtp(string scheme) => scheme is "lmtp" or "lmtps";

    [GeneratedRegex(@"^(?:(?<scheme>[A-Za-z]+):(?=//|unix:|systemd:))?(?<kind>//|unix:|systemd:)?(?<place>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Shape();

    // systemd.socket(5): no control characters and no ':'.
    [GeneratedRegex(@"^[!-9;-~]{0,255}\z")]
    private static partial Regex Name();
}
