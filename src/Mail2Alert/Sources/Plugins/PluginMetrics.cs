using System.Diagnostics.Metrics;

namespace Mail2Alert.Sources.Plugins;

/// <summary>Counts what plug-ins do. Tags are names from the configuration and fixed words, so their number is bounded.</summary>
internal sealed class PluginMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _mails =
        meters.Create("Mail2Alert").CreateCounter<long>("mail2alert.plugin.mails", "{mail}", "Mails that plug-ins were asked about: read, failed, late, or skipped since too many were late.");

    public void Asked(string source, string result) => _mails.Add(1, new("source", source), new("result", result));
}
