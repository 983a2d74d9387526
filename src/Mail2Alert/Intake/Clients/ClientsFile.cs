using System.Text.Json;

namespace Mail2Alert.Intake.Clients;

/// <summary>The report on disk: whole or not at all, whoever looks when.</summary>
/// <param name="path">Where it is. Its directory is made if need be.</param>
internal sealed class ClientsFile(string path)
{
    // A thousand clients that break every rule fill a third of it.
    private const long LongestFile = 16 * 1024 * 1024;

    // Names and addresses of machines: for the service's group, not for everybody.
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    public string Path => path;

    /// <summary>Null when there is none.</summary>
    /// <exception cref="IOException">It cannot be read, or not now.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="JsonException">It is damaged.</exception>
    public async Task<ClientsReport?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return null;
        await using var file = File.OpenRead(path);
        if (file.Length > LongestFile)
            throw new JsonException($"it has {file.Length} octets, more than ever were written");
        var report = await JsonSerializer.DeserializeAsync(file, ClientsJson.Default.ClientsReport, cancellationToken);
        return report is not null && report.IsWhole ? report : throw new JsonException("a part of it is missing");
    }

    /// <summary>Replaces it.</summary>
    /// <exception cref="IOException">The disk is full or broken; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; likewise.</exception>
    public async Task WriteAsync(ClientsReport report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Directory.GetParent(path)!.FullName);
        var beside = $"{path}.new";
        await using (var file = new FileStream(beside, NewFile()))
        {
            await JsonSerializer.SerializeAsync(file, report, ClientsJson.Default.ClientsReport, cancellationToken);
            await file.FlushAsync(cancellationToken);
            // Else the new name might outlive a power cut that the new content did not. There is no such call that waits without a thread.
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Makes room for a new one, and keeps this one to look at. The result is its new name.</summary>
    public string SetAside()
    {
        var aside = $"{path}.damaged";
        File.Move(path, aside, overwrite: true);
        return aside;
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Mode;
        return options;
    }
}
