using Mail2Alert.Channels.Templates;

namespace Mail2Alert.Channels.Programs;

/// <summary>Files for a program, in a directory that nobody else can look into (mkdtemp(3)), as long as it runs.</summary>
internal sealed class PrivateFiles : IDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("mail2alert-");

    public string Directory => _directory.FullName;

    /// <summary>Their paths. Of two with the same name each is there.</summary>
    public IReadOnlyList<string> Write(IReadOnlyList<LetterFile> files) => [.. files.Select((file, index) =>
    {
        var path = Path.Combine(Directory, file.Name);
        path = File.Exists(path) ? Path.Combine(Directory, $"{index + 1}-{file.Name}") : path;
        Write(path, file.Bytes.Span);
        return path;
    })];

    public string Write(string path, ReadOnlySpan<byte> content)
    {
        var place = Path.Combine(Directory, path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(place, options);
        stream.Write(content);
        return place;
    }

    // What a program did to them is no reason to fail.
    public void Dispose()
    {
        try
        {
            _directory.Delete(recursive: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            System.Diagnostics.Debug.WriteLine(trouble);
        }
    }
}
