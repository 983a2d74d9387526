namespace Mail2Alert.EndToEnd.Support;

/// <summary>Waits for another program to do something with its files.</summary>
internal static class FileEvents
{
    /// <summary>The files of a directory that exists, as soon as there are so many.</summary>
    public static async Task<string[]> FilesInAsync(string directory, int count = 1)
    {
        using var changed = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(directory);
        watcher.Created += (_, _) => changed.Release();
        watcher.Renamed += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            if (Directory.GetFiles(directory) is var files && files.Length >= count)
                return files;
            await changed.WaitAsync(Patience.Token);
        }
    }
}
