using System.Runtime.InteropServices;
using Mail2Alert.Configuration;

namespace Mail2Alert.Cli;

/// <summary>SIGHUP: the file is read again, and what can change while the program runs is applied. That is <c>trace</c>.</summary>
/// <param name="file">The file as named on the command line, or null.</param>
/// <param name="gateway">The running program.</param>
/// <param name="error">Where the operator looks.</param>
internal sealed class HangUp(string? file, Gateway gateway, TextWriter error)
{
    private readonly Lock _oneAtATime = new();

    /// <summary>Listens until it is disposed. Null on Windows, which has no such signal.</summary>
    public IDisposable? Listen() => OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
    {
        // Otherwise the program ends.
        context.Cancel = true;
        lock (_oneAtATime)
            Apply();
    });

    private void Apply()
    {
        var result = ConfigOption.Load(file, error);
        if (result.Configuration is not { } configuration)
        {
            error.WriteLine("mail2alert: the file has errors and was not applied; all stays as it was");
            return;
        }
        gateway.Trace(configuration.Trace);
        error.WriteLine($"mail2alert: {result.File ?? "no configuration file: defaults"}; {Now(configuration)} " +
            "for connections from now on; anything else that changed takes a restart");
    }

    private static string Now(Mail2AlertConfiguration configuration) =>
        configuration.Trace.Count == 0 ? "`trace` is off" : $"`trace` is {string.Join(", ", configuration.Trace)}";
}
