using Mail2Alert.Plugins;

namespace Mail2Alert.Sources.Plugins;

/// <summary>A kind of notifier that a plug-in reads, as it was when it was loaded.</summary>
/// <param name="File">The plug-in's library.</param>
/// <param name="Name">What <c>kind</c> is in the configuration.</param>
/// <param name="About">Whose mail it reads.</param>
/// <param name="Settings">The keys that it takes.</param>
/// <param name="Labels">The labels that its alerts may have.</param>
/// <param name="Code">The plug-in itself.</param>
internal sealed record PluginKind(
    string File, string Name, string About, IReadOnlyList<string> Settings, IReadOnlyList<string> Labels, INotifierKind Code)
{
    public static PluginKind Of(string file, INotifierKind code) => new(file, code.Name, code.About, [.. code.Settings], [.. code.Labels], code);
}
