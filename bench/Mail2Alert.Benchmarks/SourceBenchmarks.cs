using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Benchmarks;

/// <summary>A mail of 1 KB, from its bytes to its alert, with all built-in sources on.</summary>
public class SourceBenchmarks
{
    private static readonly SourceDefinition[] BuiltIn = [.. BuiltInSources.All.Select(source => source.Definition)];

    private readonly ISource _auto = new ServiceCollection()
        .AddLogging()
        .AddAuto("auto", new Claim([], []), BuiltIn)
        .BuildServiceProvider()
        .GetRequiredService<ISource>();

    private readonly byte[] _smartd = Mail("SMART error (Health) detected on host: nas1", "Device: /dev/nvme0, Critical Warning (0x04): Reliability\r\n");
    private readonly byte[] _zabbix = Mail("Problem: Disk is full", "Problem name: Disk is full\r\nHost: db1\r\nSeverity: High\r\nOriginal problem ID: 5\r\n");
    private readonly byte[] _unknown = Mail("Meeting on Friday", "Shall we?\r\n");

    /// <summary>Recognised by its subject, near the end of the list.</summary>
    [Benchmark]
    public Task<int> Smartd() => ReadAsync(_smartd);

    /// <summary>Recognised by subject and text.</summary>
    [Benchmark]
    public Task<int> Zabbix() => ReadAsync(_zabbix);

    /// <summary>Recognised by none: every word is looked at.</summary>
    [Benchmark]
    public Task<int> Unknown() => ReadAsync(_unknown);

    /// <summary>What of it is reading the mail, whatever source.</summary>
    [Benchmark(Baseline = true)]
    public int ParseOnly()
    {
        var message = Open(_smartd);
        return message.Subject.Length + message.Text.Length;
    }

    private async Task<int> ReadAsync(byte[] mail) => (await _auto.ReadAsync(Open(mail), CancellationToken.None)).Notes.Count;

    private static byte[] Mail(string subject, string text)
    {
        var mail = $"From: root <root@nas1.example.net>\r\nTo: root@nas1.example.net\r\nSubject: {subject}\r\nDate: Sun, 22 Nov 2026 20:03:19 +0000\r\n"
            + $"Message-Id: <E1xVDmR@nas1.example.net>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}";
        const string line = "This line says nothing that anybody would want to hear of, as most do.\r\n";
        return Encoding.ASCII.GetBytes(mail + string.Concat(Enumerable.Repeat(line, (1024 - mail.Length) / line.Length + 1)));
    }

    private static Message Open(byte[] mail)
    {
        var root = new SmtpPath("root", "nas1.example.net");
        var peer = new SmtpPeer("benchmark", null, null, "localhost", true);
        return new Message(new SmtpMessage(
            "benchmark", DateTimeOffset.UnixEpoch, new SmtpEnvelope(peer, root, SmtpMailParameters.None, [new SmtpRecipient(root)]), new Content(mail)));
    }

    private sealed class Content(byte[] bytes) : SmtpContent
    {
        public override long Length => bytes.Length;

        public override bool HasEightBit => false;

        public override ReadOnlySequence<byte> Bytes => new(bytes);

        public override Stream OpenRead() => new MemoryStream(bytes, writable: false);
    }
}
