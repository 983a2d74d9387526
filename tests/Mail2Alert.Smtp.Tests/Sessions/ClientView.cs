using System.Text;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Tests.Sessions;

/// <summary>
/// A dialogue as a client that knows the RFCs and nothing else understands it: which octets were a command, a message or a response is told
/// by the replies alone.
/// </summary>
internal sealed class ClientView(string sent, IReadOnlyList<int> codes)
{
    private const int EndOfData = 354;
    private const int Challenge = 334;

    // RFC 5321 §4.3.2 with RFC 3030 §2, RFC 3207 §4, RFC 4954 §4 and RFC 7504. 421, 500 and 501 are legal for any command.
    private static readonly Dictionary<string, int[]> Legal = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EHLO"] = [250, 502, 504, 550],
        ["HELO"] = [250, 502, 504, 550],
        ["MAIL"] = [250, 451, 452, 455, 503, 550, 552, 553, 555],
        ["RCPT"] = [250, 251, 450, 451, 452, 455, 503, 550, 551, 552, 553, 555],
        ["DATA"] = [354, 503, 554],
        ["BDAT"] = [250, 451, 452, 503, 521, 552, 554],
        ["RSET"] = [250],
        ["NOOP"] = [250],
        ["QUIT"] = [221],
        ["HELP"] = [211, 214, 502, 504],
        ["VRFY"] = [250, 251, 252, 502, 504, 550, 551, 553],
        ["EXPN"] = [250, 252, 502, 504, 550],
        ["AUTH"] = [235, 334, 432, 454, 503, 504, 534, 535, 538],
        ["STARTTLS"] = [220, 454, 502, 503],
        ["GET"] = [521],
    };

    private static readonly int[] AfterData = [250, 450, 451, 452, 550, 552, 554];

    private int _position;
    private int _answered;
    private bool _hasSender;
    private int _recipients;

    /// <summary>The recipients of each message whose end, sender and recipients were all acknowledged.</summary>
    public List<int> Messages { get; } = [];

    /// <summary>What is wrong with the replies; null when nothing is.</summary>
    public string? Fault { get; private set; }

    public ClientView Read()
    {
        while (Fault is null && !IsOver && TakeOne())
        {
        }

        Fault ??= _answered == codes.Count ? null : $"{codes.Count - _answered} replies to nothing";
        return this;
    }

    private int Last => _answered == 0 ? 0 : codes[_answered - 1];

    private bool IsOver => Last is 221 or 421 or 521;

    private bool TakeOne() => Last switch
    {
        EndOfData => TakeData(),
        Challenge => TakeLine() is not null && Expect("AUTH", Legal["AUTH"]),
        _ => TakeCommand(),
    };

    private bool TakeData()
    {
        // The CR LF of DATA counts for the first dot.
        var end = sent.IndexOf("\r\n.\r\n", _position - 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        _position = end + 5;
        Expect("end of data", AfterData);
        EndMessage();
        return true;
    }

    private bool TakeCommand()
    {
        if (TakeLine() is not { } line)
        {
            return false;
        }

        var words = line.Split(' ', 2);
        var (verb, argument) = (words[0].ToUpperInvariant(), words.Length > 1 ? words[1].Trim(' ') : "");
        if (verb == "BDAT" && SmtpChunk.Parse(Encoding.Latin1.GetBytes(argument)) is { } chunk)
        {
            return TakeChunk(chunk);
        }

        Expect(verb, Legal.GetValueOrDefault(verb, []));
        Note(verb);
        return true;
    }

    private bool TakeChunk(SmtpChunk chunk)
    {
        if (sent.Length - _position < chunk.Size)
        {
            return false;
        }

        _position += (int)chunk.Size;
        Expect("BDAT", Legal["BDAT"]);
        if (chunk.IsLast || Last != 250)
        {
            EndMessage();
        }

        return true;
    }

    private string? TakeLine()
    {
        var end = sent.IndexOf('\n', _position);
        var line = end < 0 ? null : sent[_position..end].TrimEnd('\r');
        _position = end + 1;
        return line;
    }

    private bool Expect(string what, int[] legal)
    {
        if (_answered == codes.Count)
        {
            Fault = $"No reply to {what}";
            return false;
        }

        var code = codes[_answered++];
        Fault = legal.Contains(code) || code is 421 or 500 or 501 ? null : $"{code} to {what}";
        return Fault is null;
    }

    private void Note(string verb)
    {
        if (Last is not 250)
        {
            return;
        }

        _hasSender = verb == "MAIL" || (_hasSender && verb is not ("EHLO" or "HELO" or "RSET"));
        _recipients = verb is "MAIL" or "EHLO" or "HELO" or "RSET" ? 0 : _recipients + (verb == "RCPT" ? 1 : 0);
    }

    private void EndMessage()
    {
        if (Last == 250)
        {
            Messages.Add(_hasSender ? _recipients : 0);
        }

        (_hasSender, _recipients) = (false, 0);
    }
}
