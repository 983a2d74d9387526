using System.Runtime.InteropServices;
using System.Text;

namespace Mail2Alert.SideBySide.Load;

/// <summary>
/// A mail as GoCD sends it when a stage failed, of a size that is asked for. Its number stands in the subject, where it is the run of the
/// pipeline, in Message-ID, and in the last line, where the sink looks for it.
/// </summary>
internal sealed unsafe class TestMail
{
    /// <summary>The number of the first mail of all: all numbers have as many digits.</summary>
    public const long First = 1_000_000_000;

    public const string From = "gocd@gocd.example.net";
    public const string To = "mail2alert@example.net";

    /// <summary>Mails are about so many pipelines in turn, each in one of <see cref="Groups"/>.</summary>
    public const int Pipelines = 2000;
    public const int Groups = 50;

    /// <summary>The last line without its end: this and the digits.</summary>
    public const string Last = "mail ";
    public const int Digits = 10;

    private const string Number = "NNNNNNNNNN";
    private const string Pipeline = "PPPP";

    private readonly byte[] _head;
    private readonly int[] _numbers;
    private readonly int[] _pipelines;

    /// <param name="size">Octets, without the dot; at least some 800.</param>
    public TestMail(int size)
    {
        var head = $"""
            Date: Sun, 22 Nov 2026 20:56:07 +0000 (UTC)
            From: {From}
            Sender: {From}
            To: {To}
            Message-ID: <{Number}.0.1795380967732@gocd.example.net>
            Subject: Stage [pipeline-{Pipeline}/{Number}/unit-test/1] failed
            MIME-Version: 1.0
            Content-Type: text/plain; charset=us-ascii
            Content-Transfer-Encoding: 7bit

            See details: https://gocd.example.net/go/pipelines/pipeline-{Pipeline}/{Number}/unit-test/1

            -- CHANGES --

            Git: https://git.example.net/shop/webshop.git

            """.ReplaceLineEndings("\r\n");
        var tail = $"{Last}{Number}\r\n.\r\n";
        _head = Encoding.ASCII.GetBytes(head);
        _numbers = Places(head, Number);
        _pipelines = Places(head, Pipeline);
        Size = Math.Max(size, head.Length + tail.Length + 2);
        Middle = Lines(Size - head.Length - (tail.Length - ".\r\n".Length), out var length);
        MiddleLength = length;
        TailLength = tail.Length;
    }

    public int Size { get; }

    public int HeadLength => _head.Length;

    /// <summary>What is the same in all mails.</summary>
    public byte* Middle { get; }

    public int MiddleLength { get; }

    public int TailLength { get; }

    /// <summary>Room for <see cref="HeadLength"/> octets and, behind them, <see cref="TailLength"/>.</summary>
    public byte* Room()
    {
        var room = (byte*)NativeMemory.Alloc((nuint)(HeadLength + TailLength));
        _head.CopyTo(new Span<byte>(room, HeadLength));
        Encoding.ASCII.GetBytes($"{Last}{Number}\r\n.\r\n").CopyTo(new Span<byte>(room + HeadLength, TailLength));
        return room;
    }

    public void Write(byte* room, long number)
    {
        foreach (var place in _numbers)
            Write(room + place, number, Digits);
        foreach (var place in _pipelines)
            Write(room + place, number % Pipelines, Pipeline.Length);
        Write(room + HeadLength + Last.Length, number, Digits);
    }

    private static void Write(byte* at, long number, int digits)
    {
        for (var i = digits - 1; i >= 0; i--, number /= 10)
            at[i] = (byte)('0' + (number % 10));
    }

    private static int[] Places(string text, string what)
    {
        var places = new List<int>();
        for (var at = text.IndexOf(what, StringComparison.Ordinal); at >= 0; at = text.IndexOf(what, at + 1, StringComparison.Ordinal))
            places.Add(at);
        return [.. places];
    }

    // Lines of 72 characters; the last two share what is left.
    private static byte* Lines(int size, out int length)
    {
        const int Line = 74;
        length = Math.Max(size, 2);
        var bytes = (byte*)NativeMemory.Alloc((nuint)length);
        new Span<byte>(bytes, length).Fill((byte)'x');
        for (var end = Line; end < length - 4; end += Line)
            "\r\n"u8.CopyTo(new Span<byte>(bytes + end - 2, 2));
        "\r\n"u8.CopyTo(new Span<byte>(bytes + length - 2, 2));
        return bytes;
    }
}
