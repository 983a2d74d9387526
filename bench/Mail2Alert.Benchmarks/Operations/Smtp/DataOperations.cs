using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using System.Text;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Benchmarks.Operations.Smtp;

/// <summary>The data behind DATA up to its end, from the pieces in which a socket gives them to the message that a handler sees. All in memory.</summary>
internal sealed class DataOperations : IAsyncDisposable
{
    private readonly PiecewiseInput _input;
    private readonly SmtpServer _server;
    private readonly SmtpWire _wire;
    private readonly SmtpSessionLifetime _lifetime;

    private DataOperations(byte[] data)
    {
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        _input = new PiecewiseInput(data);
        _server = new SmtpServer(
            new Nobody(),
            new SmtpServerOptions { HostName = "mx.example.net", SpoolThreshold = 8 * 1024 * 1024 },
            TimeProvider.System,
            meters,
            NullLogger<SmtpServer>.Instance);
        _wire = new SmtpWire(new Duplex(_input));
        _lifetime = new SmtpSessionLifetime(_server, _wire, CancellationToken.None);
    }

    /// <param name="octets">How many, at the least.</param>
    public static DataOperations Of(int octets) => new(Data(octets));

    public async Task<long> ReadAsync()
    {
        _input.Rewind();
        using var content = _server.NewContent();
        var result = await new SmtpDataReader(_wire, _lifetime, _server).ReadAsync(content);
        return result == SmtpDataResult.Complete ? content.Length : throw new InvalidOperationException(result.ToString());
    }

    public ValueTask DisposeAsync() => _lifetime.DisposeAsync();

    // Every twentieth line begins with a dot, which is more than mails have.
    private static byte[] Data(int octets)
    {
        var text = new StringBuilder("Subject: Stage [webshop/1042/unit-test/1] is broken\r\n\r\n", octets + 100);
        for (var line = 1; text.Length < octets; line++)
            text.Append(line % 20 == 0 ? ".." : "").Append("This line says nothing that anybody would want to hear of, as most do.\r\n");
        return Encoding.ASCII.GetBytes(text.Append(".\r\n").ToString());
    }

    private sealed class Nobody : ISmtpHandler
    {
        public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Duplex(PipeReader input) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output { get; } = PipeWriter.Create(Stream.Null);
    }
}
