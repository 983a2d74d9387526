using System.Net;
using Mail2Alert.Smtp;

namespace Mail2Alert.Configuration.Sections;

/// <summary>
/// Refuses what spammers look for: a listener that the internet reaches, open to everybody and for everybody's mail, with a relay behind it.
/// </summary>
internal static class OpenRelay
{
    // Who lets in half of the internet keeps no spammer out.
    private const double Everybody = 0.5;

    // Organisations own at most a /8 or two of IPv4, and far less of IPv6.
    private const double Wide = 0.01;

    // Nobody means to name these under 'recipients'. A pattern that holds one of them holds strangers, however it is written.
    private static readonly IReadOnlyList<SmtpPath> Strangers =
    [
        .. from domain in (string[])["com", "net", "org", "io", "info", "de", "fr", "nl", "eu", "co.uk", "com.br", "cn", "ru", "us"]
           from letter in "abcdefghijklmnopqrstuvwxyz0123456789"
           select new SmtpPath($"{letter}q7x", $"{letter}zq-8f3k.{domain}"),
    ];

    /// <param name="listeners">All of them.</param>
    /// <param name="hasRelay">Without one, mail goes nowhere but to the targets in the file.</param>
    /// <param name="behindProxies">Whether load balancers bring clients from elsewhere.</param>
    /// <param name="problems">Where mistakes go.</param>
    public static void Check(IEnumerable<WrittenListener> listeners, bool hasRelay, bool behindProxies, Problems problems)
    {
        foreach (var listener in listeners.Where(listener => hasRelay && listener.Settings.Address is not ListenAddress.Unix && TakesStrangers(listener)))
            Weigh(listener, behindProxies || IsPublic(listener.Settings.Address), problems);
    }

    private static void Weigh(WrittenListener listener, bool isPublic, Problems problems)
    {
        var share = InternetShare.Of(listener.Settings.Rules.Networks);
        var remedy = "name the networks that may send, or under the listener's 'recipients' whom the mail may be for";
        if (share >= Everybody && isPublic)
            problems.Error(listener.Networks, $"everybody could send mail to anybody through {listener.Url.Quoted}: an open relay; {remedy}");
        else if (share >= Everybody)
            problems.Warning(listener.Networks, $"everybody who reaches {listener.Url.Quoted} can send mail to anybody; {remedy}");
        else if (share > Wide && isPublic)
            problems.Warning(listener.Networks, $"a large part of the internet can send mail to anybody through {listener.Url.Quoted}; {remedy}");
    }

    private static bool TakesStrangers(WrittenListener listener) =>
        listener.Settings.Rules.Recipients is not { } recipients || Strangers.Any(stranger => recipients.Any(pattern => pattern.Names(stranger)));

    // A name may lead anywhere, and so may what systemd opened; what is not known to be private counts as public.
    private static bool IsPublic(ListenAddress address) => address is not ListenAddress.Tcp { Host: var host }
        || (host != "localhost" && !(IPAddress.TryParse(host, out var parsed) && IsPrivate(parsed)));

    private static bool IsPrivate(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return NetworksSection.Private.Any(network => network.Contains(plain));
    }
}
