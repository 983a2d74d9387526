using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;

namespace Mail2Alert.Cli.RuleTests;

/// <summary>Where tests stand: in the configuration, and in the files that are named, else in those beside it.</summary>
internal static class TestFiles
{
    private const string Pattern = "*.test.yml";

    /// <param name="result">The configuration, which is valid.</param>
    /// <param name="named">Files on the command line.</param>
    public static IReadOnlyList<RuleTestFile> Load(ConfigurationResult result, IReadOnlyList<string> named)
    {
        var loader = new RuleTestLoader(result.Configuration!, Environment.GetEnvironmentVariable);
        return
        [
            .. InConfiguration(result, loader),
            .. named.Select(loader.Load),
            .. (named.Count > 0 ? [] : Beside(result.File)).Select(file => loader.Load(file) with { IsFound = true }),
        ];
    }

    /// <summary>Where they could stand, for when there are none.</summary>
    public static string Places(ConfigurationResult result, IReadOnlyList<string> named) => result.File is not { } file
        ? "there is no configuration"
        : $"looked under 'tests' in {file}, and in {(named.Count > 0 ? string.Join(", ", named) : Path.Combine(FolderOf(file), Pattern))}";

    private static IEnumerable<RuleTestFile> InConfiguration(ConfigurationResult result, RuleTestLoader loader) =>
        result is { File: { } file, Tests: { } tests } ? [loader.Read(tests, file)] : [];

    private static IEnumerable<string> Beside(string? file) => file is null ? []
        : Directory.EnumerateFiles(Path.Combine(".", FolderOf(file)), Pattern)
            .Select(found => Path.Combine(FolderOf(file), Path.GetFileName(found)))
            .Order(StringComparer.Ordinal);

    private static string FolderOf(string file) => Path.GetDirectoryName(file) ?? "";
}
