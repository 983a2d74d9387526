using System.Globalization;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>limits</c>.</summary>
internal static class LimitsSection
{
    private const int MaxCount = 10_000_000;

    // RFC 5321 §4.5.3.1.4.
    private const int ShortestLineLimit = 512;

    public static LimitSettings Read(Section? section)
    {
        var otherwise = new LimitSettings();
        if (section is null)
            return otherwise;
        var limits = new LimitSettings
        {
            MessageSize = Size(section, "message-size", otherwise.MessageSize),
            Memory = Size(section, "memory", otherwise.Memory),
            SpoolThreshold = Size(section, "spool-threshold", otherwise.SpoolThreshold),
            Spool = Size(section, "spool", otherwise.Spool),
            SpoolDirectory = section.Text("spool-directory", "a directory")?.Value,
            Recipients = Count(section, "recipients", otherwise.Recipients),
            Hops = Count(section, "hops", otherwise.Hops),
            LineLength = Count(section, "line-length", otherwise.LineLength, ShortestLineLimit),
            Errors = Count(section, "errors", otherwise.Errors),
            ErrorsBeforeDelay = Count(section, "errors-before-delay", otherwise.ErrorsBeforeDelay, 0),
            ErrorDelay = Duration(section, "error-delay", otherwise.ErrorDelay),
            JunkCommands = Count(section, "junk-commands", otherwise.JunkCommands),
            Commands = Count(section, "commands", otherwise.Commands),
            Messages = Count(section, "messages", otherwise.Messages),
            Logins = ReadLogins(section, otherwise.Logins),
            Connections = Count(section, "connections", otherwise.Connections),
            ConnectionsPerAddress = Count(section, "connections-per-address", otherwise.ConnectionsPerAddress),
            SessionTime = Duration(section, "session-time", otherwise.SessionTime),
            MessageTime = Duration(section, "message-time", otherwise.MessageTime),
            DataRate = Count(section, "data-rate", otherwise.DataRate),
            HandshakeTimeout = Duration(section, "handshake-timeout", otherwise.HandshakeTimeout),
            ProxyTimeout = Duration(section, "proxy-timeout", otherwise.ProxyTimeout),
            ShutdownTime = Duration(section, "shutdown-time", otherwise.ShutdownTime),
            CommandTimeout = Duration(section, "command-timeout", otherwise.CommandTimeout),
            DataTimeout = Duration(section, "data-timeout", otherwise.DataTimeout),
            AcknowledgeWithin = Duration(section, "acknowledge-within", otherwise.AcknowledgeWithin),
            AlertsRemembered = Count(section, "alerts-remembered", otherwise.AlertsRemembered),
            Groups = Count(section, "groups", otherwise.Groups),
            GroupMembers = Count(section, "group-members", otherwise.GroupMembers),
            GroupShown = Count(section, "group-shown", otherwise.GroupShown),
            LookupsPerServer = Count(section, "lookups-per-server", otherwise.LookupsPerServer),
            DeliveriesRemembered = Count(section, "deliveries-remembered", otherwise.DeliveriesRemembered),
            RelayConnections = Count(section, "relay-connections", otherwise.RelayConnections),
            Decisions = Count(section, "decisions", otherwise.Decisions),
            DecideWithin = Duration(section, "decide-within", otherwise.DecideWithin),
            Deliveries = Count(section, "deliveries", otherwise.Deliveries),
            DeliveriesPerDestination = Count(section, "deliveries-per-destination", otherwise.DeliveriesPerDestination),
            DeliveryMemory = Size(section, "delivery-memory", otherwise.DeliveryMemory),
            DeliveryTime = Duration(section, "delivery-time", otherwise.DeliveryTime),
            GiveUp = Days(section, "give-up", otherwise.GiveUp),
            DiskReserve = Size(section, "disk-reserve", otherwise.DiskReserve),
            DiskWarning = Size(section, "disk-warning", otherwise.DiskWarning),
        };
        var inMemory = Math.Min(limits.MessageSize, limits.SpoolThreshold);
        if (inMemory > limits.Memory)
            section.Problems.Error(section.Where("memory"), "'memory' is less than one mail may need before it goes to a file");
        if (limits.MessageSize > limits.SpoolThreshold && limits.MessageSize > limits.Spool)
            section.Problems.Error(section.Where("message-size"), "'message-size' is more than 'spool': such a mail could never be taken");
        if (limits.DiskWarning < limits.DiskReserve)
            section.Problems.Error(section.Where("disk-warning"), "'disk-warning' is less than 'disk-reserve': nobody would be warned first");
        section.Finish();
        return limits;
    }

    public static long Size(Section section, string key, long otherwise) => section.Value(key, otherwise, Sizes.Expected, Sizes.Parse);

    public static TimeSpan Duration(Section section, string key, TimeSpan otherwise) =>
        section.Value(key, otherwise, Durations.Expected, Durations.Parse);

    /// <summary>For what waits in a store, and not in a mail's way.</summary>
    public static TimeSpan Days(Section section, string key, TimeSpan otherwise) =>
        section.Value(key, otherwise, Durations.ExpectedLong, Durations.ParseLong);

    public static int Count(Section section, string key, int otherwise, int least = 1) =>
        section.Value(key, otherwise, $"a number from {least} to {MaxCount}", text => ParseCount(text, least));

    private static LoginLimitSettings ReadLogins(Section section, LoginLimitSettings otherwise) => new()
    {
        Failures = Count(section, "login-failures", otherwise.Failures),
        FailuresPerAddress = Count(section, "login-failures-per-address", otherwise.FailuresPerAddress),
        Window = Duration(section, "login-window", otherwise.Window),
        LockoutTime = Duration(section, "lockout-time", otherwise.LockoutTime),
        Delay = Duration(section, "login-delay", otherwise.Delay),
    };

    private static int? ParseCount(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= MaxCount ? count : null;
}
