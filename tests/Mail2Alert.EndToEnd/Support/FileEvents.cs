namespace Mail2Alert.EndToEnd.Support;

/// <summary>Waits for another program to do something with its files.</summary>
internal static class FileEvents
{
    /// <summary>The files of a directory that exists, as soon as there are any.</summary>
    public static async Task<string[]> FilesInAsync(string directory)
    {
        var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(directory);
        watcher.Created += (_, _) => appeared.TrySetResult();
        watcher.Renamed += (_, _) => appeared.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (Directory.GetFiles(directory) is { Length: > 0 } already)
            return already;
        await appeared.Task.WaitAsync(Patience.Token);
        return Directory.GetFiles(directory);
    }
}
