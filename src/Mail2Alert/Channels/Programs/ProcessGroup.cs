using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mail2Alert.Channels.Programs;

/// <summary>Signals to a program and all that it started.</summary>
internal static class ProcessGroup
{
    // signal(7), the same on all of Linux.
    public const int Kill = 9;
    public const int Terminate = 15;

    public static void Signal(Process process, int signal, bool hasGroup)
    {
        // It has no group yet when it has only just begun.
        var isSent = hasGroup && SendSignal(-process.Id, signal) == 0;
        if (!isSent && signal == Kill && !process.HasExited)
            process.Kill(entireProcessTree: true);
    }

#pragma warning disable SYSLIB1054 // Generated stubs need unsafe code, which this project does without.
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
#pragma warning restore SYSLIB1054
}
