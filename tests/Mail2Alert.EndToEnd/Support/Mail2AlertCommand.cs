namespace Mail2Alert.EndToEnd.Support;

/// <summary>The real program, as built beside these tests.</summary>
internal static class Mail2AlertCommand
{
    public const string Program = "dotnet";

    public static string[] Arguments(params string[] arguments) =>
        [Path.Combine(AppContext.BaseDirectory, "mail2alert.dll"), .. arguments];

    public static Task<Finished> RunAsync(
        string[] arguments, string? directory = null, IReadOnlyDictionary<string, string>? environment = null) =>
        Peer.RunAsync(Program, Arguments(arguments), directory: directory, environment: environment);
}
