using System.Runtime.InteropServices;
using System.Text;

namespace Mail2Alert.Storage;

/// <summary>Makes names in a directory durable: on Unix a new or renamed file survives a power failure only when its directory was synced, too.</summary>
internal static class DirectorySync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The disk refused.</exception>
    public static void Flush(string directory)
    {
        // NTFS writes changes of names to its own journal.
        if (OperatingSystem.IsWindows())
            return;
        var file = Open([.. Encoding.UTF8.GetBytes(directory), 0], ReadOnly);
        if (file < 0)
            throw Failed(directory);
        try
        {
            if (Sync(file) != 0)
                throw Failed(directory);
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static IOException Failed(string directory) =>
        new($"{directory} cannot be synced to disk: {Marshal.GetLastPInvokeErrorMessage()}");

#pragma warning disable SYSLIB1054 // Generated stubs need unsafe code, which this project does without.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
#pragma warning restore SYSLIB1054
}
