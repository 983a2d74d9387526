using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Benchmarks.Operations.Smtp;

/// <summary>The commands of one mail, as GoCD and most others send them.</summary>
internal sealed class CommandOperations
{
    private readonly byte[] _hello = "EHLO ci.example.net"u8.ToArray();
    private readonly byte[] _mail = "MAIL FROM:<gocd@example.net> SIZE=1042 BODY=8BITMIME"u8.ToArray();
    private readonly byte[] _recipient = "RCPT TO:<mail2alert@example.net>"u8.ToArray();
    private readonly byte[] _data = "DATA"u8.ToArray();
    private readonly string _id = "01KBQ8Y3W5ZJ4M6N7P8Q9R0S1T";

    /// <summary>A line to its verb and argument: nothing is allocated for it.</summary>
    public int Split() =>
        (int)SmtpCommandParser.Parse(_hello).Verb + (int)SmtpCommandParser.Parse(_mail).Verb
        + (int)SmtpCommandParser.Parse(_recipient).Verb + (int)SmtpCommandParser.Parse(_data).Verb;

    /// <summary>MAIL FROM with its address and parameters.</summary>
    public int Mail()
    {
        var refusal = SmtpMailArguments.Parse(SmtpCommandParser.Parse(_mail).Argument, out var arguments);
        return refusal is null ? arguments.Sender.LocalPart.Length : throw new InvalidOperationException(refusal.ToString());
    }

    /// <summary>RCPT TO with its address.</summary>
    public int Recipient()
    {
        var refusal = SmtpRcptArguments.Parse(SmtpCommandParser.Parse(_recipient).Argument, false, out var recipient, out _);
        return refusal is null ? recipient!.Address.LocalPart.Length : throw new InvalidOperationException(refusal.ToString());
    }

    /// <summary>The one reply that is not always the same: it names the mail.</summary>
    public int Reply() => ServerReplies.Queued(_id).Wire.Length;
}
