using System.Net;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary>Refuses what spammers look for: a listener that the internet reaches, open to everybody, with a relay behind it.</summary>
internal static class OpenRelay
{
    public static void Check(Mail2AlertConfiguration configuration, Position at, Problems problems)
    {
        if (configuration.Relay is null || !configuration.Networks.Any(network => network.PrefixLength == 0))
            return;
        if (configuration.Listeners.FirstOrDefault(IsPublic) is { } listener)
            problems.Error(at, $"everybody could send mail to anybody through {listener}: an open relay; name the networks that may send");
    }

    // A name may lead anywhere; what is not known to be private counts as public.
    private static bool IsPublic(ListenerSettings listener) =>
        listener.Host != "localhost"
        && !(IPAddress.TryParse(listener.Host, out var address) && NetworksSection.Private.Any(network => network.Contains(address)));
}
