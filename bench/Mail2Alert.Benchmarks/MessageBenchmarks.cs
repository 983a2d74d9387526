using System.Globalization;
using BenchmarkDotNet.Attributes;
using Mail2Alert.Benchmarks.Operations;
using MimeKit;

namespace Mail2Alert.Benchmarks;

/// <summary>What it costs to read a mail, beside what MimeKit alone takes for it.</summary>
public class MessageBenchmarks
{
    private byte[] _mail = [];
    private MessageOperations _operations = new([]);

    /// <summary>Its form, and how many lines of some fifty letters it has.</summary>
    [Params("plain 14", "html 14", "html 1000")]
    public string Mail { get; set; } = "";

    [GlobalSetup]
    public void Write()
    {
        _mail = SampleMail.Lines(Mail.Split(' ')[0], int.Parse(Mail.Split(' ')[1], CultureInfo.InvariantCulture));
        _operations = new MessageOperations(_mail);
    }

    [Benchmark(Baseline = true)]
    public int MimeKitAlone()
    {
        var message = MimeMessage.Load(new MemoryStream(_mail), persistent: true);
        return message.Headers["Subject"]!.Length + (message.TextBody ?? message.HtmlBody)!.ReplaceLineEndings("\n").Length;
    }

    [Benchmark]
    public int SubjectAndText() => _operations.SubjectAndText();

    [Benchmark]
    public int Everything() => _operations.Everything();
}
