using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Mail2Alert.EndToEnd.Support;

/// <summary>One connection to the relay, answered as its script says.</summary>
internal sealed class RelayDialogue(FakeRelay relay, Stream stream, int connection)
{
    private static readonly string[] WithContent = ["MAIL", "RCPT", "DATA"];

    private readonly PipeReader _reader = PipeReader.Create(stream);
    private readonly List<string> _envelope = [];
    private int _mail;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await AnswerAsync("CONNECT", "", "220 relay.example.com ESMTP", cancellationToken) is null)
            return;
        while (await LineAsync(cancellationToken) is { } octets)
        {
            var line = Encoding.UTF8.GetString(octets);
            var stage = line.Split(' ')[0].ToUpperInvariant();
            _mail += stage == "MAIL" ? 1 : 0;
            var reply = await AnswerAsync(stage, line, Usual(stage), cancellationToken);
            if (reply is null || !await FollowAsync(stage, line, reply, cancellationToken))
                return;
        }
    }

    private async Task<bool> FollowAsync(string stage, string line, string reply, CancellationToken cancellationToken)
    {
        if (stage == "DATA" && reply[0] == '3')
            return await ReceiveAsync(cancellationToken);
        if (stage is "MAIL" or "RSET")
            _envelope.Clear();
        if (WithContent.Contains(stage) && reply[0] == '2')
            _envelope.Add(line);
        return stage != "QUIT";
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        while (await LineAsync(cancellationToken) is { } line)
        {
            if (line is [(byte)'.'])
                return await TakeAsync(new RelayedMail(_envelope[0], [.. _envelope.Skip(1)], content.ToArray()), cancellationToken);
            content.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            content.Write("\r\n"u8);
        }
        return false;
    }

    private async Task<bool> TakeAsync(RelayedMail mail, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(".", "", "250 2.0.0 queued", cancellationToken);
        if (answer.Reply is ['2', ..])
            relay.Accept(mail);
        return await SayAsync(answer, cancellationToken) is not null;
    }

    private async Task<string?> AnswerAsync(string stage, string line, string usual, CancellationToken cancellationToken) =>
        await SayAsync(await AskAsync(stage, line, usual, cancellationToken), cancellationToken);

    private Task<RelayAnswer> AskAsync(string stage, string line, string usual, CancellationToken cancellationToken) =>
        relay.Script(new RelayStep(stage, line, connection, _mail, usual), cancellationToken);

    // Null: the connection ends here.
    private async Task<string?> SayAsync(RelayAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Hangs)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        if (answer.Reply is not null)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.Reply + "\r\n"), cancellationToken);
        return answer.Closes ? null : answer.Reply;
    }

    private string Usual(string stage) => stage switch
    {
        "EHLO" => string.Join("\r\n", relay.Capabilities.Select(capability => $"250-{capability}").Append("250 HELP")),
        "MAIL" => "250 2.1.0 Sender OK",
        "RCPT" => "250 2.1.5 Recipient OK",
        "DATA" => "354 Go on",
        "QUIT" => "221 2.0.0 Bye",
        _ => "250 2.0.0 OK",
    };

    // Without its CR LF; null when the program closed the connection.
    private async Task<byte[]?> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line is [.. var octets, (byte)'\r'] ? octets : line;
            }
            if (read.IsCompleted)
                return null;
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
