using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Fuzz;

/// <summary>A client over pipes whose continuations run inline: when a call returns, the session has done all it can.</summary>
internal sealed class FuzzClient : IDisposable
{
    private readonly FuzzServer _server;
    private readonly Pipe _toServer = Inline();
    private readonly Pipe _toClient = Inline();
    private readonly SmtpSession _session;
    private readonly Task<SmtpSessionEnd> _run;

    public FuzzClient(FuzzServer server)
    {
        _server = server;
        var peer = new SmtpPeer("c1", new IPEndPoint(IPAddress.Loopback, 4444), null, null, false);
        _session = new SmtpSession(server.Server, new Duplex(_toServer.Reader, _toClient.Writer), peer, CancellationToken.None);
        _run = _session.RunAsync();
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        _toServer.Writer.Write(bytes);
        Promise.Holds(_toServer.Writer.FlushAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }

    public void Stop() => _session.Stop();

    /// <summary>Closes the client's side; the session has to end by that and the clock alone. Returns all that it said.</summary>
    public byte[] Close()
    {
        _toServer.Writer.Complete();

        // Failed logins are answered late.
        for (var i = 0; i < 60 && !_run.IsCompleted; i++)
        {
            _server.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Promise.Holds(_run.IsCompletedSuccessfully, $"the session ends: {_run.Exception}");
        _toClient.Writer.Complete();
        return _toClient.Reader.TryRead(out var read) ? read.Buffer.ToArray() : [];
    }

    public void Dispose() => Promise.Holds(_session.DisposeAsync().AsTask().IsCompletedSuccessfully);

    private static Pipe Inline() => new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: 0,
        useSynchronizationContext: false));

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
