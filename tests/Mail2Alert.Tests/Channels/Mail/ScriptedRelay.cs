using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.Tests.Channels.Mail;

/// <summary>A mail server of which every octet is written down: it waits for what is expected, and says what is told.</summary>
internal sealed class ScriptedRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    /// <param name="script">What is said at once, and then for each part: what is waited for, and what is said to it.</param>
    public ScriptedRelay(params (string Until, string Says)[] script)
    {
        _listener.Start();
        _serving = ServeAsync(script);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What came, write by write, as far as each came alone.</summary>
    public StringBuilder Heard { get; } = new();

    /// <summary>Ends when the client is gone.</summary>
    public Task Served => _serving;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync((string Until, string Says)[] script)
    {
        var stop = TestContext.Current.CancellationToken;
        using var client = await _listener.AcceptTcpClientAsync(stop);
        await using var stream = client.GetStream();
        var buffer = new byte[4096];
        foreach (var (until, says) in script)
        {
            var from = Heard.Length;
            while (until.Length > 0 && !Heard.ToString(from, Heard.Length - from).EndsWith(until, StringComparison.Ordinal))
            {
                var read = await stream.ReadAsync(buffer, stop);
                if (read == 0)
                    return;
                Heard.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
            await stream.WriteAsync(Encoding.Latin1.GetBytes(says), stop);
        }
        while (await stream.ReadAsync(buffer, stop) is > 0 and var more)
            Heard.Append(Encoding.Latin1.GetString(buffer, 0, more));
    }
}
