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

    /// <summary>Why there are none.</summary>
    public static string WhyNone(ConfigurationResult result, IReadOnlyList<string> named)
    {
        var places = result.File is not { } file ? named : [file, .. named.Count > 0 ? named : [Path.Combine(FolderOf(file), Pattern)]];
        return places.Count == 0 ? "there is no configuration, and no file is named" : $"there are no tests in {string.Join(" or ", places)}";
    }

    private static IEnumerable<RuleTestFile> InConfiguration(ConfigurationResult result, RuleTestLoader loader) =>
        result is { File: { } file, Tests: { } tests } ? [loader.Read(tests, file)] : [];

    private static IEnumerable<string> Beside(string? file) => file is null ? []
        : Directory.EnumerateFiles(Path.Combine(".", FolderOf(file)), Pattern)
            .Select(found => Path.Combine(FolderOf(file), Path.GetFileName(found)))
            .Order(StringComparer.Ordinal);

    private static string FolderOf(string file) => Path.GetDirectoryName(file) ?? "";
}
