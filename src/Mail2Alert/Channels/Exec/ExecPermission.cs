using System.Runtime.Versioning;

namespace Mail2Alert.Channels.Exec;

/// <summary>Sees to it that a program is one that the administrator put there, whatever became of the place since.</summary>
internal static class ExecPermission
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static bool IsBelow(string file, IEnumerable<string> directories) =>
        directories.Any(directory => file.StartsWith($"{directory.TrimEnd('/')}/", StringComparison.Ordinal));

    /// <summary>Why a program is not run, in words that follow its name; null when it may be.</summary>
    public static string? Objection(string file, IEnumerable<string> allowed)
    {
        if (OperatingSystem.IsWindows())
            return "is not run here: whether others can change it can only be told on Unix";
        try
        {
            var place = Resolve(file);
            if (!File.Exists(place))
                return "is not there";
            if (!IsBelow(place, allowed.Select(Resolve)))
                return "leads out of the directories that 'exec' allows";
            if ((File.GetUnixFileMode(place) & Execute) == 0)
                return "cannot be executed";
            return IsOpen(place) || IsOpen(Path.GetDirectoryName(place)!) ? "could be changed by others: take their permission to write from it and its directory" : null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return $"cannot be looked at: {trouble.Message}";
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & OthersWrite) != 0;

    // Each part of a path may be a link.
    private static string Resolve(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var here = Path.Combine(Resolve(parent), Path.GetFileName(path));
        return new FileInfo(here).LinkTarget is null ? here : Resolve(Path.GetFullPath(File.ResolveLinkTarget(here, returnFinalTarget: true)?.FullName ?? here));
    }
}
