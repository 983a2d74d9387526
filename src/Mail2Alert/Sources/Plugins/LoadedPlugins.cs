namespace Mail2Alert.Sources.Plugins;

/// <summary>What was found in the folder of plug-ins.</summary>
/// <param name="Kinds">What may be used.</param>
/// <param name="Mistakes">Why the folder cannot be used, in sentences.</param>
/// <param name="Warnings">What is doubtful about it, in sentences.</param>
internal sealed record LoadedPlugins(IReadOnlyList<PluginKind> Kinds, IReadOnlyList<string> Mistakes, IReadOnlyList<string> Warnings)
{
    public static LoadedPlugins None { get; } = new([], [], []);

    /// <summary>How long one may take over a mail, unless the file says otherwise.</summary>
    public static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(10);

    public TimeSpan Time { get; init; } = DefaultTime;

    public PluginKind? Find(string kind) => Kinds.FirstOrDefault(known => known.Name == kind);
}
