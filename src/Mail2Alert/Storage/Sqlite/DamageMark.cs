namespace Mail2Alert.Storage.Sqlite;

/// <summary>A note beside a database that was found damaged while it was in use: the next start replaces it by what can be read of it.</summary>
internal static class DamageMark
{
    public static void Leave(string path, string why)
    {
        try
        {
            File.WriteAllText(FileOf(path), why);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The damage shows again wherever it is read.
        }
    }

    public static string? Of(string path) => File.Exists(FileOf(path)) ? File.ReadAllText(FileOf(path)) : null;

    public static void Remove(string path) => File.Delete(FileOf(path));

    private static string FileOf(string path) => path + "-damaged";
}
