using System.Reflection;
using Mail2Alert.Plugins;

namespace Mail2Alert.Sources.Plugins;

/// <summary>
/// Loads the plug-ins of a folder: the libraries in it and in its sub-folders that are built against the contract. What else lies there are their
/// own parts.
/// </summary>
internal sealed class PluginFolder
{
    private readonly List<PluginKind> _kinds = [];
    private readonly List<string> _mistakes = [];
    private readonly List<string> _warnings = [];

    private PluginFolder()
    {
    }

    public static LoadedPlugins Load(string folder)
    {
        var plugins = new PluginFolder();
        try
        {
            plugins.LoadAll(Path.GetFullPath(folder));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            plugins._mistakes.Add($"the folder of plug-ins cannot be read: {trouble.Message}");
        }
        return new LoadedPlugins(plugins._kinds, plugins._mistakes, plugins._warnings);
    }

    private void LoadAll(string folder)
    {
        if (!Directory.Exists(folder))
        {
            _mistakes.Add($"the folder '{folder}' does not exist");
            return;
        }
        string[] folders = [folder, .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal)];
        var files = folders.SelectMany(place => Directory.GetFiles(place, "*.dll").Order(StringComparer.Ordinal)).ToList();
        foreach (var place in folders.Concat(files))
            CheckRights(place);
        var plugins = files.Select(file => (File: file, Version: PluginLibrary.BuiltAgainst(file))).Where(plugin => plugin.Version is not null).ToList();
        if (plugins.Count == 0)
            _mistakes.Add($"there is no plug-in in '{folder}': no library in it, or in a folder in it, is built against {PluginLibrary.Contract.Name}");
        foreach (var (file, version) in _mistakes.Count == 0 ? plugins : [])
            Load(file, version!);
    }

    // What lies here runs with our rights; who may write it has them, too.
    private void CheckRights(string place)
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(place);
        if (mode.HasFlag(UnixFileMode.OtherWrite))
            _mistakes.Add($"'{place}' can be written by everybody, and would run with the program's rights; take that away: chmod o-w");
        else if (mode.HasFlag(UnixFileMode.GroupWrite))
            _warnings.Add($"'{place}' can be written by its group, and runs with the program's rights");
    }

    private void Load(string file, Version version)
    {
        if (version > PluginLibrary.Contract.Version)
        {
            _mistakes.Add($"'{file}' is built against {PluginLibrary.Contract.Name} {version.ToString(3)}, and this program has {PluginLibrary.Contract.Version!.ToString(3)}");
            return;
        }
        var (types, mistake) = PluginGuard.Try(() => Kinds(new PluginLoadContext(file).LoadFromAssemblyPath(file)));
        if (types is null)
            _mistakes.Add($"'{file}' cannot be loaded: {mistake}");
        else if (types.Count == 0)
            _mistakes.Add($"'{file}' has no notifier in it: no public class there implements {nameof(INotifierKind)} and has a constructor without parameters");
        foreach (var type in types ?? [])
            Create(file, type);
    }

    private static List<Type> Kinds(Assembly library) =>
        [.. library.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(INotifierKind)) && !type.IsAbstract && type.GetConstructor([]) is not null)];

    private void Create(string file, Type type)
    {
        var (kind, mistake) = PluginGuard.Try(() => PluginKind.Of(file, (INotifierKind)Activator.CreateInstance(type)!));
        if (kind is null)
            _mistakes.Add($"{type.Name} of '{file}' cannot be used: {mistake}");
        else if (!IsName(kind.Name))
            _mistakes.Add($"{type.Name} of '{file}' cannot be used: a kind has a name of letters, digits, - and _");
        else if (_kinds.Find(other => other.Name == kind.Name) is { } other)
            _mistakes.Add($"two plug-ins read the kind '{kind.Name}': '{other.File}' and '{file}'");
        else
            _kinds.Add(kind);
    }

    private static bool IsName(string? name) => name is { Length: > 0 } && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
