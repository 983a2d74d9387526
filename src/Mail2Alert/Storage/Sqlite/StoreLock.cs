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
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new StoreLock(file);
        }
        catch (IOException) when (File.Exists(FileOf(path)))
        {
            return null;
        }
    }

    /// <summary>Who has it, as far as it can be read.</summary>
    public static string Owner(string path)
    {
        try
        {
            using var file = new FileStream(FileOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return $"process {reader.ReadToEnd()}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    public void Dispose() => _file.Dispose();

    private static string FileOf(string path) => path + "-lock";
}
