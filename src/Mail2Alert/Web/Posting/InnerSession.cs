using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Mail2Alert.Web.Posting;

/// <summary>
/// An SMTP session over pipes in memory, seen from the client's side. Whoever posts a mail goes through it, so that whatever holds for SMTP holds
/// for him, by the same code.
/// </summary>
internal sealed class InnerSession : IAsyncDisposable
{
    private readonly Pipe _commands = new();
    private readonly Pipe _replies = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _serving;

    /// <param name="serve">The server's side.</param>
    /// <param name="id">Names the connection.</param>
    /// <param name="remote">The client's address; null on a Unix socket.</param>
    /// <param name="local">Ours.</param>
    /// <param name="gone">Cancelled when the client is.</param>
    public InnerSession(ConnectionDelegate serve, string id, IPEndPoint? remote, IPEndPoint? local, CancellationToken gone)
    {
        var context = new DefaultConnectionContext(id, new Ends(_commands.Reader, _replies.Writer), new Ends(_replies.Reader, _commands.Writer))
        {
            RemoteEndPoint = remote,
            LocalEndPoint = local,
            ConnectionClosed = gone,
        };
        _serving = ServeAsync(serve, context);
    }

    /// <summary>Cancelled when the session has said its last word, because the client is too slow say.</summary>
    public CancellationToken Ended => _ended.Token;

    public async ValueTask<InnerReply> AskAsync(string line, CancellationToken cancellationToken)
    {
        await _commands.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
        return await ReplyAsync(cancellationToken);
    }

    /// <summary>Sends a piece of the mail.</summary>
    /// <returns>False when nobody listens any more.</returns>
    public async ValueTask<bool> SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) =>
        !(await _commands.Writer.WriteAsync(octets, cancellationToken)).IsCompleted;

    /// <summary>The next reply; <see cref="InnerReply.Lost"/> when there will be none.</summary>
    public async ValueTask<InnerReply> ReplyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _replies.Reader.ReadAsync(cancellationToken);
            if (TryTake(read.Buffer, out var line, out var end))
            {
                _replies.Reader.AdvanceTo(end);
                if (line is not [_, _, _, '-', ..])
                    return InnerReply.Parse(line);
                continue;
            }
            _replies.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return InnerReply.Lost;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _commands.Writer.CompleteAsync();
        await _replies.Reader.CompleteAsync();
        await _serving;
        _ended.Dispose();
    }

    private static bool TryTake(ReadOnlySequence<byte> buffer, out string line, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(buffer);
        var isThere = reader.TryReadTo(out ReadOnlySequence<byte> found, "\r\n"u8);
        (line, end) = (isThere ? Encoding.ASCII.GetString(found) : "", reader.Position);
        return isThere;
    }

    private async Task ServeAsync(ConnectionDelegate serve, DefaultConnectionContext context)
    {
        try
        {
            await serve(context);
        }
        finally
        {
            await _replies.Writer.CompleteAsync();
            await _commands.Reader.CompleteAsync();
            await _ended.CancelAsync();
            await context.DisposeAsync();
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
