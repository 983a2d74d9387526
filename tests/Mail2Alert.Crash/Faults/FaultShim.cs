using System.Diagnostics;

namespace Mail2Alert.Crash.Faults;

/// <summary>faults.c, compiled.</summary>
internal static class FaultShim
{
    /// <summary>The only compiler that is asked for; Debian's package <c>gcc</c>, with <c>libc6-dev</c>.</summary>
    public const string Compiler = "/usr/bin/cc";

    /// <returns>Where the library is.</returns>
    /// <exception cref="InvalidOperationException">The compiler's words.</exception>
    public static async Task<string> CompileAsync(string directory, CancellationToken cancellationToken)
    {
        var library = Path.Combine(directory, "faults.so");
        string[] arguments = ["-shared", "-fPIC", "-O2", "-o", library, Path.Combine(AppContext.BaseDirectory, "Faults", "faults.c")];
        using var compiling = Process.Start(new ProcessStartInfo(Compiler, arguments) { RedirectStandardError = true })!;
        var words = await compiling.StandardError.ReadToEndAsync(cancellationToken);
        await compiling.WaitForExitAsync(cancellationToken);
        return compiling.ExitCode == 0 ? library : throw new InvalidOperationException(words);
    }

    public static Dictionary<string, string> Environment(string library, FaultControl control, string below) => new()
    {
        ["LD_PRELOAD"] = library,
        ["FAULTS_CONTROL"] = control.Path,
        ["FAULTS_BELOW"] = below,
    };
}
