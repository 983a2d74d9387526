using System.Buffers;
using System.IO.Pipelines;
using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp.Proxy;

/// <summary>Reads the PROXY header that a named load balancer sends before anything else.</summary>
internal static class ProxyReader
{
    /// <returns>Null when no proper header came in time: the connection has to end, since nobody knows whose it is.</returns>
    public static async ValueTask<ProxyHeader?> ReadAsync(PipeReader input, SmtpServer server, SmtpPeer socket)
    {
        using var patience = new CancellationTokenSource(server.Options.ProxyTimeout, server.Time);
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(patience.Token).ConfigureAwait(false);
                var result = Take(input, read.Buffer, out var header);
                if (result != ProxyParse.Incomplete)
                {
                    return result == ProxyParse.Complete ? header : null;
                }

                if (read.IsCompleted)
                {
                    return null;
                }
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            server.Metrics.LimitReached(SmtpLimit.ProxyTime, socket);
            return null;
        }
    }

    private static ProxyParse Take(PipeReader input, ReadOnlySequence<byte> buffer, out ProxyHeader header)
    {
        var start = buffer.Slice(0, Math.Min(buffer.Length, ProxyHeaderParser.Longest));
        var result = ProxyHeaderParser.Parse(start.IsSingleSegment ? start.FirstSpan : start.ToArray(), out header, out var length);
        if (result == ProxyParse.Complete)
        {
            input.AdvanceTo(buffer.GetPosition(length));
        }
        else
        {
            input.AdvanceTo(buffer.Start, buffer.End);
        }

        return result;
    }
}
