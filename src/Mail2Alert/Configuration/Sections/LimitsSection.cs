using System.Globalization;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>limits</c>.</summary>
internal static class LimitsSection
{
    private const int MaxCount = 10_000_000;

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
            Recipients = Count(section, "recipients", otherwise.Recipients),
            Connections = Count(section, "connections", otherwise.Connections),
            ConnectionsPerAddress = Count(section, "connections-per-address", otherwise.ConnectionsPerAddress),
            CommandTimeout = Duration(section, "command-timeout", otherwise.CommandTimeout),
            DataTimeout = Duration(section, "data-timeout", otherwise.DataTimeout),
            AcknowledgeWithin = Duration(section, "acknowledge-within", otherwise.AcknowledgeWithin),
            AlertsRemembered = Count(section, "alerts-remembered", otherwise.AlertsRemembered),
            DeliveriesRemembered = Count(section, "deliveries-remembered", otherwise.DeliveriesRemembered),
            RelayConnections = Count(section, "relay-connections", otherwise.RelayConnections),
        };
        var inMemory = Math.Min(limits.MessageSize, limits.SpoolThreshold);
        if (inMemory > limits.Memory)
            section.Problems.Error(section.Where("memory"), "'memory' is less than one mail may need before it goes to a file");
        if (limits.MessageSize > limits.SpoolThreshold && limits.MessageSize > limits.Spool)
            section.Problems.Error(section.Where("message-size"), "'message-size' is more than 'spool': such a mail could never be taken");
        section.Finish();
        return limits;
    }

    public static long Size(Section section, string key, long otherwise) => section.Value(key, otherwise, Sizes.Expected, Sizes.Parse);

    public static TimeSpan Duration(Section section, string key, TimeSpan otherwise) =>
        section.Value(key, otherwise, Durations.Expected, Durations.Parse);

    public static int Count(Section section, string key, int otherwise) =>
        section.Value(key, otherwise, $"a number from 1 to {MaxCount}", ParseCount);

    private static int? ParseCount(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MaxCount ? count : null;
}
