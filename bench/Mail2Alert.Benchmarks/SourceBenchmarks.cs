using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
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

    private readonly ISource _gocd = new ServiceCollection()
        .AddLogging()
        .AddGoCd(new GoCdSettings { Name = "gocd", Claim = new Claim([], []), Url = new Uri("https://gocd.example.net/go") })
        .AddKeyedSingleton("gocd", new GoCdLookups(
            _ => Task.FromResult<Fetched<PipelineGroups>>(new Fetched<PipelineGroups>.Got(new PipelineGroups([new PipelineGroup("shop", ["webshop"])], isComplete: true))),
            _ => Task.FromResult<Fetched<StageHistory>>(new Fetched<StageHistory>.Got(StageHistory.Empty))))
        .BuildServiceProvider()
        .GetRequiredService<ISource>();

    private readonly byte[] _stage = Mail("Stage [webshop/1042/unit-test/1] is broken", "See details: https://gocd.example.net/go/pipelines/webshop/1042/unit-test/1\r\n\r\n-- CHANGES --\r\n");
    private readonly byte[] _smartd = Mail("SMART error (Health) detected on host: nas1", "Device: /dev/nvme0, Critical Warning (0x04): Reliability\r\n");
    private readonly byte[] _zabbix = Mail("Problem: Disk is full", "Problem name: Disk is full\r\nHost: db1\r\nSeverity: High\r\nOriginal problem ID: 5\r\n");
    private readonly byte[] _unknown = Mail("Meeting on Friday", "Shall we?\r\n");

    /// <summary>GoCD's, by the source of its own, with the pipeline's group from the cache.</summary>
    [Benchmark]
    public Task<int> GoCd() => ReadAsync(_gocd, _stage);

    /// <summary>Recognised by its subject, near the end of the list.</summary>
    [Benchmark]
    public Task<int> Smartd() => ReadAsync(_auto, _smartd);

    /// <summary>Recognised by subject and text.</summary>
    [Benchmark]
    public Task<int> Zabbix() => ReadAsync(_auto, _zabbix);

    /// <summary>Recognised by none: every word is looked at.</summary>
    [Benchmark]
    public Task<int> Unknown() => ReadAsync(_auto, _unknown);

    /// <summary>What of it is reading the mail, whatever source.</summary>
    [Benchmark(Baseline = true)]
    public int ParseOnly()
    {
        var message = Open(_smartd);
        return message.Subject.Length + message.Text.Length;
    }

    private static async Task<int> ReadAsync(ISource source, byte[] mail) => (await source.ReadAsync(Open(mail), CancellationToken.None)).Notes.Count;

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
