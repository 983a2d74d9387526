namespace Mail2Alert.Tests.Sources.Plugins;

/// <summary>A folder of plug-ins.</summary>
internal sealed class PluginPlace : IDisposable
{
    public const string Library = "Mail2Alert.TestPlugin.dll";

    public string Path { get; } = Directory.CreateTempSubdirectory("mail2alert-").FullName;

    /// <summary>Puts a plug-in into a folder of its own.</summary>
    public string Add(string folder, string library = Library) => Copy(System.IO.Path.Combine(AppContext.BaseDirectory, library), folder);

    public void Write(string folder, string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, folder, file), text);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Copy(string file, string folder)
    {
        var place = Directory.CreateDirectory(System.IO.Path.Combine(Path, folder)).FullName;
        var copy = System.IO.Path.Combine(place, System.IO.Path.GetFileName(file));
        File.Copy(file, copy);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return copy;
    }
}
