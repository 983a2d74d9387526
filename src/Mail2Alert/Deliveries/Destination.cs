using Mail2Alert.Channels.Email;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Routing;

namespace Mail2Alert.Deliveries;

/// <summary>What can be down as a whole: the relay behind all mail, or one target elsewhere.</summary>
internal static class Destination
{
    public const string Relay = "relay";

    private const int DigitsOfId = 8;

    /// <summary>A target's name without its secrets. Where these tell it from others, a few digits of its id do.</summary>
    public static string Of(Target target) =>
        target.Scheme == MailChannel.SchemeName || target is EmailTarget { Server: null } ? Relay
        : target.Text.Contains("***", StringComparison.Ordinal) ? $"{target.Text} ({target.Id[..DigitsOfId]})"
        : target.Text;
}
