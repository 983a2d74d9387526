using System.Globalization;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>Keeps a second process out. The system lets go of the lock when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <returns>Null when somebody else has it.</returns>
    public static StoreLock? TryTake(string path)
    {
        try
        {
            var file = new FileStream(FileOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            TellOwner(path);
            return new StoreLock(file);
        }
        catch (IOException) when (File.Exists(FileOf(path)))
        {
            return null;
        }
    }

    /// <summary>Who has it, as far as it can be read. It stands in a file of its own, since a locked one cannot be read.</summary>
    public static string Owner(string path)
    {
        try
        {
            return $"process {File.ReadAllText(OwnerOf(path))}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    // For people only: a full disk is told by what cannot be done without, and is not somebody else's lock.
    private static void TellOwner(string path)
    {
        try
        {
            File.WriteAllText(OwnerOf(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // "another process" will do.
        }
    }

    public void Dispose() => _file.Dispose();

    private static string OwnerOf(string path) => path + "-owner";

    private static string FileOf(string path) => path + "-lock";
}
