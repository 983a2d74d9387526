using System.Text;

namespace Mail2Alert.Channels.Programs;

/// <summary>The beginning of what a program writes. The rest is read, too, since it would wait for a reader, and forgotten.</summary>
internal static class BoundedText
{
    private const int Most = 64 * 1024;

    public static async Task<string> ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken) is var read and > 0)
            text.Append(buffer, 0, Math.Min(read, Most - text.Length));
        return text.ToString();
    }
}
