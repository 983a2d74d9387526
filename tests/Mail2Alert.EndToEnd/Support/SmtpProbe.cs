using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>A notifier that says exactly what it is told to say.</summary>
internal sealed class SmtpProbe : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private SmtpProbe(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.UTF8);
    }

    /// <summary>Connects and waits for the greeting.</summary>
    public static async Task<SmtpProbe> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, Patience.Token);
        var probe = new SmtpProbe(socket);
        (await probe.AnswerAsync()).Code.ShouldBe(220);
        return probe;
    }

    /// <summary>One mail on a connection of its own.</summary>
    public static async Task<SmtpAnswer> DeliverAsync(int port, ProbeMail mail)
    {
        await using var probe = await ConnectAsync(port);
        return await probe.SendAsync(mail);
    }

    public Task<SmtpAnswer> CommandAsync(string line) => WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));

    /// <summary>A whole transaction. The answer is the first refusal, or the one to the final dot.</summary>
    public async Task<SmtpAnswer> SendAsync(ProbeMail mail)
    {
        var answer = await CommandAsync("EHLO notifier.example.com");
        foreach (var line in mail.Commands)
        {
            if (answer.Code < 400)
                answer = await CommandAsync(line);
        }
        return answer.Code == 354 ? await WriteAsync(mail.Stuffed()) : answer;
    }

    /// <summary>A whole transaction of binary content (RFC 3030 §3), in two chunks.</summary>
    public async Task<SmtpAnswer> SendBinaryAsync(ProbeMail mail)
    {
        var answer = await CommandAsync("EHLO notifier.example.com");
        foreach (var line in (mail with { SenderParameters = "BODY=BINARYMIME" }).Commands.SkipLast(1))
        {
            if (answer.Code < 400)
                answer = await CommandAsync(line);
        }
        var half = mail.Content.Length / 2;
        answer.Code.ShouldBe(250, answer.Text);
        (await WriteAsync([.. Encoding.ASCII.GetBytes($"BDAT {half}\r\n"), .. mail.Content[..half]])).Code.ShouldBe(250);
        return await WriteAsync([.. Encoding.ASCII.GetBytes($"BDAT {mail.Content.Length - half} LAST\r\n"), .. mail.Content[half..]]);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<SmtpAnswer> WriteAsync(byte[] bytes)
    {
        await _stream.WriteAsync(bytes, Patience.Token);
        return await AnswerAsync();
    }

    /// <summary>What the server says unasked, or in answer to what was sent.</summary>
    public async Task<SmtpAnswer> AnswerAsync()
    {
        var lines = new List<string>();
        do
            lines.Add(await _reader.ReadLineAsync(Patience.Token) ?? throw new IOException("The server closed the connection."));
        while (lines[^1] is [_, _, _, '-', ..]);
        return new SmtpAnswer(
            int.Parse(lines[0].AsSpan(0, 3), CultureInfo.InvariantCulture),
            string.Join('\n', lines.Select(line => line.Length > 4 ? line[4..] : "")));
    }
}

internal sealed record SmtpAnswer(int Code, string Text);
