namespace Mail2Alert.Cli.Sending;

/// <summary>What is piped into a command.</summary>
internal static class StandardInput
{
    // Twice what a server takes unless it is told otherwise: it may have been, and a program that never ends must not take all memory.
    private const int Most = 100 * 1024 * 1024;

    /// <summary>Everything.</summary>
    /// <exception cref="IOException">It is more than any server takes.</exception>
    public static async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await using var input = Console.OpenStandardInput();
        var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await input.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (read.Length + count > Most)
                throw new IOException($"standard input has more than {Most / 1024 / 1024} MiB, which no mail has");
            await read.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
        return read.ToArray();
    }
}
