using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Plugins;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Plugins;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A source that a plug-in reads: what stands under <c>settings</c> is for the plug-in to understand.</summary>
internal static class PluginSourceSection
{
    public static SourceSettings.Plugin? Read(string name, Section source, Claim claim, PluginKind kind, TimeSpan within)
    {
        var settings = source.Map("settings");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in kind.Settings)
        {
            if (settings?.Text(key) is { } text)
                values[key] = text.Value;
        }
        settings?.Finish();
        var (notifier, mistake) = PluginGuard.Try(() => Create(kind, new NotifierSettings(name, values)));
        if (notifier is { Made: { } made })
            return new SourceSettings.Plugin(new PluginSettings(name, claim, kind, made, within));
        var at = notifier?.Setting is { } wrong ? settings?.Where(wrong) : settings?.At;
        source.Problems.Error(at ?? source.At, $"{(notifier?.Mistake ?? $"the plug-in of '{name}' failed: {mistake}")}");
        return null;
    }

    private static Created Create(PluginKind kind, NotifierSettings settings)
    {
        try
        {
            return new Created(kind.Code.Create(settings), null, null);
        }
        catch (NotifierSettingsException wrong)
        {
            return new Created(null, wrong.Setting, wrong.Message);
        }
    }

    private sealed record Created(INotifier? Made, string? Setting, string? Mistake);
}
