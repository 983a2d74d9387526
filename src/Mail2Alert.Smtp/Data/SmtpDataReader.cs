using System.Buffers;
using System.Runtime.CompilerServices;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Transport;

namespace Mail2Alert.Smtp.Data;

/// <summary>Reads one message up to its end, whether it is kept or not, so that what follows is read as commands again.</summary>
internal sealed class SmtpDataReader(SmtpWire wire, SmtpSessionLifetime lifetime, SmtpServer server)
{
    private readonly SmtpDataDecoder _decoder = new();
    private readonly SmtpPace _pace = new(server);

    // A refused message is read on to its end so that the client hears why, but not for ever.
    private long Patience => 2 * server.Options.MaxMessageSize;

    /// <summary>What came, kept or not.</summary>
    public long Octets => _pace.Octets;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<SmtpDataResult> ReadAsync(SmtpContentBuffer content)
    {
        while (true)
        {
            lifetime.Allow(_pace.Wait());
            var read = await wire.ReadAsync().ConfigureAwait(false);
            lifetime.StopWaiting();
            if (Take(read.Buffer, content))
            {
                await content.CompleteAsync().ConfigureAwait(false);
                return content.Result;
            }

            await content.SpoolAsync().ConfigureAwait(false);

            if (read.IsCompleted)
            {
                return SmtpDataResult.Lost;
            }

            if (lifetime.MustEnd)
            {
                return SmtpDataResult.Interrupted;
            }

            if (Octets > Patience)
            {
                return SmtpDataResult.Endless;
            }
        }
    }

    // Everything is used up, except what stands behind the end of the data.
    private bool Take(ReadOnlySequence<byte> buffer, SmtpContentBuffer content)
    {
        var before = 0L;
        foreach (var piece in buffer)
        {
            if (_decoder.Decode(piece.Span, content, out var consumed))
            {
                wire.AdvanceTo(buffer.GetPosition(before + consumed));
                _pace.Received(before + consumed);
                return true;
            }

            before += consumed;
        }

        wire.AdvanceTo(buffer.End);
        _pace.Received(before);
        return false;
    }
}
