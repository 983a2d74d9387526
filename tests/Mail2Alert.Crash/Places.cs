namespace Mail2Alert.Crash;

/// <summary>Who mails, and who is told.</summary>
internal static class Places
{
    public const string Nas = "nas@example.com";

    /// <summary>What is sent here is an alert.</summary>
    public const string Disks = "disks@example.com";

    /// <summary>What is sent here goes on as it is.</summary>
    public const string Anna = "anna@example.com";

    public const string Shop = "shop@example.com";

    public const string Ops = "ops@example.com";

    public const string Channel = "#ops";

    public static string Mail(string address) => $"mailto:{address}";

    public static string Slack(string channel) => $"slack:{channel}";

    /// <summary>Whom a mail to this address has to reach.</summary>
    public static IReadOnlyList<string> TargetsOf(string recipient) =>
        recipient == Anna ? [Mail(Anna)] : [Mail(Shop), Mail(Ops), Slack(Channel)];
}
