using System.Runtime.InteropServices;
using System.Text;
using Mail2Alert.SideBySide.Net;

namespace Mail2Alert.SideBySide.Load;

/// <summary>What a sender waits for.</summary>
internal enum Step
{
    Free,
    Banner,
    Hello,
    Sender,
    Recipient,
    Data,

    /// <summary>The last of three answers.</summary>
    Envelope,

    /// <summary>That there is room for more of the content.</summary>
    Content,
    Answer,
    Quit,
}

/// <summary>One connection that speaks SMTP in lockstep: each command waits for the answer to the one before.</summary>
internal sealed unsafe class Sender(int name, TestMail mail, bool pipelines, Poller poller)
{
    private const int ReplyRoom = 2048;

    private readonly byte* _reply = (byte*)NativeMemory.Alloc(ReplyRoom);
    private readonly byte* _room = mail.Room();
    private int _replyLength;
    private long _written;

    public Step Step { get; private set; }

    /// <summary>Wants the banner and no more.</summary>
    public bool IsBystander { get; init; }

    public long Number { get; private set; }

    /// <summary>When the connection was asked for.</summary>
    public long ConnectedAt { get; private set; }

    /// <summary>When the content began to be written.</summary>
    public long ContentAt { get; private set; }

    /// <summary>When the mail began.</summary>
    public long MailAt { get; private set; }

    /// <summary>The last reply.</summary>
    public string Words => Encoding.Latin1.GetString(_reply, ReplyLength).TrimEnd();

    private static ReadOnlySpan<byte> Envelope => "MAIL FROM:<gocd@gocd.example.net>\r\nRCPT TO:<mail2alert@example.net>\r\nDATA\r\n"u8;

    private int Socket { get; set; }

    private int ReplyLength { get; set; }

    public void Connect(int port, long now)
    {
        Socket = Libc.Socket();
        Libc.SetNoDelay(Socket);
        Libc.Connect(Socket, port);
        poller.Add(Socket, name);
        (Step, ConnectedAt, _replyLength) = (Step.Banner, now, 0);
    }

    /// <returns>The class of the reply (2 to 5), 0 while it is not complete, -1 when the connection is lost.</returns>
    public int Read()
    {
        var read = (int)Libc.Read(Socket, _reply + _replyLength, ReplyRoom - _replyLength);
        if (read <= 0)
            return read < 0 && Marshal.GetLastPInvokeError() == Libc.TryAgain ? 0 : -1;
        _replyLength += read;
        var reply = new ReadOnlySpan<byte>(_reply, _replyLength);
        if (reply[^1] != '\n')
            return _replyLength < ReplyRoom ? 0 : -1;
        var last = reply[(reply[..^1].LastIndexOf((byte)'\n') + 1)..];
        if (last.Length < 4 || last[3] == '-')
            return _replyLength < ReplyRoom ? 0 : -1;
        (ReplyLength, _replyLength) = (_replyLength, 0);
        return last[0] - '0';
    }

    public bool Hello() => Say(Step.Hello, "EHLO notifier.example.net\r\n"u8);

    public bool Begin(long number, long now)
    {
        (Number, MailAt) = (number, now);
        mail.Write(_room, number);
        return pipelines ? Say(Step.Envelope, Envelope) : Say(Step.Sender, "MAIL FROM:<gocd@gocd.example.net>\r\n"u8);
    }

    public bool NameRecipient() => Say(Step.Recipient, "RCPT TO:<mail2alert@example.net>\r\n"u8);

    public bool Data() => Say(Step.Data, "DATA\r\n"u8);

    public bool Quit() => Say(Step.Quit, "QUIT\r\n"u8);

    public bool BeginContent(long now)
    {
        (ContentAt, _written, Step) = (now, 0, Step.Answer);
        return Write();
    }

    /// <summary>Writes as much of the content as there is room for, and waits for more when it is not all.</summary>
    public bool Write()
    {
        var parts = stackalloc Libc.Part[3];
        while (true)
        {
            var count = Rest(parts);
            if (count == 0)
                break;
            var written = Libc.Write(Socket, parts, count);
            if (written < 0 && Marshal.GetLastPInvokeError() != Libc.TryAgain)
                return false;
            if (written < 0)
                return WaitFor(Step.Content, Poller.Writable);
            _written += written;
        }
        return Step != Step.Content || WaitFor(Step.Answer, Poller.Readable);
    }

    public void Close()
    {
        if (Step != Step.Free)
            _ = Libc.Close(Socket);
        Step = Step.Free;
    }

    private bool WaitFor(Step step, uint what)
    {
        if (Step != step)
            poller.Change(Socket, name, what);
        Step = step;
        return true;
    }

    // What of the three pieces is not written yet.
    private int Rest(Libc.Part* parts)
    {
        var (count, skip) = (0, _written);
        Add(_room, mail.HeadLength);
        Add(mail.Middle, mail.MiddleLength);
        Add(_room + mail.HeadLength, mail.TailLength);
        return count;

        void Add(byte* bytes, long length)
        {
            if (skip < length)
                parts[count++] = new Libc.Part { Bytes = bytes + skip, Length = (nint)(length - skip) };
            skip = Math.Max(0, skip - length);
        }
    }

    private bool Say(Step step, ReadOnlySpan<byte> command)
    {
        Step = step;
        fixed (byte* bytes = command)
            return Libc.Write(Socket, bytes, command.Length) == command.Length;
    }
}
