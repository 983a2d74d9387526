using System.CommandLine;

namespace Mail2Alert.Cli;

/// <summary>The option <c>--by</c>: who says so. Not a proof: whoever may give the command may give any name.</summary>
internal static class Author
{
    public static Option<string> Option() => new("--by")
    {
        Description = "Who you are; otherwise the user's name",
        HelpName = "NAME",
        DefaultValueFactory = _ => UserName,
    };

    // Who became the server's user to give the command is not the server.
    private static string UserName => Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } user ? user : Environment.UserName;
}
