using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Sources.Plugins;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>plugins</c>: the folder whose libraries read mail, too.</summary>
internal static class PluginsSection
{
    private const string Expected = "a folder such as /usr/local/lib/mail2alert, or { folder: …, time: 10s }";

    public static LoadedPlugins Read(Section file)
    {
        if (file.Take("plugins") is not YamlValue.Map map)
            return file.Has("plugins") && file.Text("plugins", Expected) is { } text ? Load(text, file.Problems) : LoadedPlugins.None;
        var section = new Section(map, "plugins", file.Problems);
        var folder = section.Text("folder", Expected);
        var time = section.Value("time", LoadedPlugins.DefaultTime, Durations.Expected, Durations.Parse);
        if (folder is null && !section.Has("folder"))
            file.Problems.Error(map.At, $"'plugins' expects {Expected}");
        section.Finish();
        return (folder is null ? LoadedPlugins.None : Load(folder, file.Problems)) with { Time = time };
    }

    private static LoadedPlugins Load(YamlValue.Text folder, Problems problems)
    {
        var plugins = PluginFolder.Load(folder.Value);
        foreach (var mistake in plugins.Mistakes)
            problems.Error(folder.At, mistake);
        foreach (var warning in plugins.Warnings)
            problems.Warning(folder.At, warning);
        foreach (var kind in plugins.Kinds)
            Check(kind, folder, problems);
        return plugins;
    }

    private static void Check(PluginKind kind, YamlValue.Text folder, Problems problems)
    {
        if (SourcesSection.IsKind(kind.Name))
            problems.Error(folder.At, $"'{kind.File}' reads the kind '{kind.Name}', and so does a source that comes with the program");
        foreach (var label in kind.Labels.Where(label => !SourceFieldName.IsOne(label)))
            problems.Error(folder.At, $"'{kind.File}' cannot name a label '{label}': {SourceFieldName.Expected}");
    }
}
