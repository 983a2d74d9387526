using System.CommandLine;
using Mail2Alert.Deliveries;

namespace Mail2Alert.Cli.Queue;

/// <summary>The option <c>--state</c>.</summary>
internal static class StateOption
{
    public const string Unrouted = "unrouted";

    private static readonly string[] States = [.. Enum.GetNames<DeliveryState>().Select(name => name.ToLowerInvariant())];

    public static Option<string?> OfDeliveries()
    {
        var option = new Option<string?>("--state") { Description = "Only those in this state" };
        option.AcceptOnlyFromAmong(States);
        return option;
    }

    public static Option<string?> OfMails()
    {
        var option = new Option<string?>("--state") { Description = "Only mails with a delivery in this state, or of which nobody was to be told" };
        option.AcceptOnlyFromAmong([.. States, Unrouted]);
        return option;
    }

    public static DeliveryState? Read(string? name) =>
        name is null or Unrouted ? null : Enum.Parse<DeliveryState>(name, ignoreCase: true);
}
