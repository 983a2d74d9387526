namespace Mail2Alert.EndToEnd.Support;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("The tests run outside a checkout.")
        : File.Exists(Path.Combine(folder.FullName, "Mail2Alert.slnx")) ? folder.FullName
        : Find(folder.Parent);
}
