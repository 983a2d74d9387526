using System.Globalization;
using System.Text;
using Mail2Alert.Crash.Ledgers;
using Mail2Alert.Crash.Notifying;

namespace Mail2Alert.Crash.Sinks;

/// <summary>One connection to the relay. A start of the program is known by the name it says in EHLO.</summary>
internal sealed class RelayConversation(StreamReader reader, Ledger ledger, Mood mood, TimeProvider clock)
{
    private readonly List<string> _recipients = [];
    private int _life;
    private int _begun;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await GreetAsync(cancellationToken))
            return;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!await FollowAsync(line, cancellationToken))
                return;
        }
    }

    private async Task<bool> GreetAsync(CancellationToken cancellationToken)
    {
        var trouble = mood.AtTheDoor();
        if (trouble != Trouble.Breaks)
            await SayAsync(trouble == Trouble.Defers ? "421 4.3.2 Too busy" : "220 relay.example.com ESMTP", cancellationToken);
        return trouble == Trouble.None;
    }

    private async Task<bool> FollowAsync(string line, CancellationToken cancellationToken)
    {
        var verb = line.Split(' ')[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO":
                _life = LifeOf(line);
                await SayAsync("250-relay.example.com\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES", cancellationToken);
                return true;
            case "MAIL":
                _recipients.Clear();
                _begun = ledger.Count;
                return await AnswerAsync(cancellationToken);
            case "RCPT":
                _recipients.Add(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)]);
                return await AnswerAsync(cancellationToken);
            case "DATA":
                await SayAsync("354 Go on", cancellationToken);
                return await ReceiveAsync(cancellationToken);
            default:
                await SayAsync("250 2.0.0 OK", cancellationToken);
                return verb != "QUIT";
        }
    }

    private async Task<bool> AnswerAsync(CancellationToken cancellationToken)
    {
        var trouble = mood.AtTheDoor();
        if (trouble == Trouble.Breaks)
            return false;
        await SayAsync(trouble == Trouble.Defers ? "451 4.3.0 Not now" : "250 2.1.0 OK", cancellationToken);
        return true;
    }

    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == ".")
                return await EndAsync(content.ToString(), cancellationToken);
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
        return false;
    }

    private async Task<bool> EndAsync(string content, CancellationToken cancellationToken)
    {
        var trouble = mood.AtTheEnd();
        if (trouble == Trouble.Breaks)
            return false;
        if (trouble == Trouble.Dawdles)
            await Task.Delay(mood.Pause(), clock, cancellationToken);
        if (trouble != Trouble.Defers)
            Take(content, trouble == Trouble.Withholds);
        if (trouble == Trouble.Withholds)
            return false;
        await SayAsync(trouble == Trouble.Defers ? "451 4.3.0 Not now" : "250 2.0.0 Queued", cancellationToken);
        return true;
    }

    private void Take(string content, bool isWithheld)
    {
        var name = TestMail.NameIn(content);
        foreach (var recipient in _recipients)
        {
            ledger.Add(new Entry.Taken(name, Places.Mail(recipient), _life, _begun)
            {
                IsWithheld = isWithheld,
                IsTorn = !TestMail.IsWhole(content, name),
            });
        }
    }

    private async Task SayAsync(string text, CancellationToken cancellationToken) =>
        await reader.BaseStream.WriteAsync(Encoding.Latin1.GetBytes(text + "\r\n"), cancellationToken);

    // EHLO life-12.example.com
    private static int LifeOf(string line) => int.Parse(line.AsSpan()["EHLO life-".Length..line.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
}
