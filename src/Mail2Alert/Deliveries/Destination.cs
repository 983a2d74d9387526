using Mail2Alert.Channels.Mail;
using Mail2Alert.Routing;

namespace Mail2Alert.Deliveries;

/// <summary>What can be down as a whole: the relay behind all mail, or one target elsewhere.</summary>
internal static class Destination
{
    public const string Relay = "relay";

    /// <summary>A target's name without its secrets: two that differ in nothing else share a circuit, which delays one and loses nothing.</summary>
    public static string Of(Target target) => target.Scheme == MailChannel.SchemeName ? Relay : target.Text;
}
