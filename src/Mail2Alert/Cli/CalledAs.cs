namespace Mail2Alert.Cli;

/// <summary>The name by which the program was called: a link to it that is called <c>sendmail</c> makes it one.</summary>
internal static class CalledAs
{
    // What .NET gives is the file behind the link (proc_pid_cmdline(5)).
    private const string CommandLineFile = "/proc/self/cmdline";

    public static string Name => File.Exists(CommandLineFile) ? Path.GetFileName(File.ReadAllText(CommandLineFile).Split('\0')[0]) : "";
}
