namespace Mail2Alert.Channels.Syslog;

/// <summary>
/// Reads <c>syslog://[FACILITY]</c>, the machine's own log, and <c>rsyslog://HOST[:PORT][/FACILITY]?transport=udp|tcp|tls</c> (apprise
/// plugins/syslog.py and rsyslog.py).
/// </summary>
internal static class SyslogUrl
{
    // RFC 5424 §6.2.1, by the names of syslog.h.
    private static readonly string[] Facilities =
    [
        "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "audit", "alert", "clock",
        "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7",
    ];

    public static ParsedTargets Read(TargetUrl url)
    {
        url.Ignore("logperror", "nothing is written to standard error", "no");
        var mode = url.Take("mode");
        var isRemote = url.Scheme == "rsyslog" || mode?.Equals("remote", StringComparison.OrdinalIgnoreCase) == true;
        var facility = (url.Take("facility") ?? (!isRemote ? url.Host : url.Path.Count > 0 ? url.Path[0] : null) ?? "").ToLowerInvariant();
        var number = facility.Length == 0 ? 1 : Array.IndexOf(Facilities, facility);
        var transport = Transport(url, isRemote);
        var form = url.Take("rfc") ?? "5424";
        if (isRemote && url.Host.Length == 0)
            return ParsedTargets.Wrong("expected rsyslog://HOST/FACILITY");
        if (number < 0)
            return ParsedTargets.Wrong($"there is no facility of that name; known are {string.Join(", ", Facilities)}");
        if (transport is null)
            return ParsedTargets.Wrong("'transport' expects udp, tcp or tls");
        if (form is not ("5424" or "3164"))
            return ParsedTargets.Wrong("'rfc' expects 5424 or 3164");
        var shown = isRemote ? $"{url.Scheme}://{url.Authority}/{Facilities[number]}" : $"syslog://{Facilities[number]}";
        return ParsedTargets.Of(new SyslogTarget(url.Named(SyslogChannel.Kind.Name, "", shown), TargetOptions.Take(url))
        {
            Transport = transport.Value,
            Host = isRemote ? url.Host.Trim('[', ']') : "",
            Port = url.Port ?? (transport == SyslogTransport.Tls ? 6514 : 514),
            Facility = number,
            IsOldForm = form == "3164",
            HasProcessId = url.TakeFlag("logpid", otherwise: true),
        });
    }

    private static SyslogTransport? Transport(TargetUrl url, bool isRemote)
    {
        var isTcp = url.Take("tcp") is not null;
        var isTls = url.Take("tls") is not null;
        return (url.Take("transport")?.ToLowerInvariant() ?? (isTls ? "tls" : isTcp ? "tcp" : "udp")) switch
        {
            _ when !isRemote => SyslogTransport.Local,
            "udp" => SyslogTransport.Udp,
            "tcp" => SyslogTransport.Tcp,
            "tls" => SyslogTransport.Tls,
            _ => null,
        };
    }
}
