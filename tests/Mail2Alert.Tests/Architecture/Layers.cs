using System.Text.RegularExpressions;

namespace Mail2Alert.Tests.Architecture;

/// <summary>The folders of the program in the order in which a mail passes, and who mentions whom.</summary>
internal static partial class Layers
{
    /// <summary>Each uses those before it.</summary>
    public static readonly string[] InOrder =
    [
        "Messages", "Alerts", "Sources", "Routing", "Channels", "Deliveries", "Storage", "Intake", "Pipeline", "Configuration",
    ];

    /// <summary>These use anything, and nobody uses them.</summary>
    public static readonly string[] OnTop = ["Web", "Cli", "Telemetry"];

    public static IEnumerable<(string File, string Text)> Files(string project) =>
        from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories)
        select (Path.GetRelativePath(Path.Combine(Repository.Root, "src", project), path), File.ReadAllText(path));

    /// <summary>The folder that a file is in; empty for the root.</summary>
    public static string FolderOf(string file) => Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar)[0];

    /// <summary>The folders that a text mentions, by namespace.</summary>
    public static IEnumerable<string> Mentions(string text) =>
        Namespaces().Matches(text).Select(match => match.Groups[1].Value).Distinct()
            .Where(name => InOrder.Contains(name) || OnTop.Contains(name));

    [GeneratedRegex(@"(?:\bMail2Alert\.|(?<![\w.""'<])(?=(?:Channels|Sources|Alerts)\.\p{Lu}))(\w+)")]
    private static partial Regex Namespaces();
}
