using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Messages;
using Mail2Alert.Sources;

namespace Mail2Alert.Tests.Sources.GoCd;

/// <summary>Mails with GoCD's texts, built and sent by the mail library that GoCD uses; each has its expected alert beside it.</summary>
public sealed class GoCdCorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus", "gocd");

    public static TheoryData<string> Mails => [.. Directory.EnumerateFiles(Folder, "*.eml").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Reads_every_mail_as_expected(string name)
    {
        var described = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.json"), Cancel))!;
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, $"{name}.eml"), Cancel);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(Text(described["sha256"]), "the bytes must stay as they arrived");

        var alert = await ReadAsync(TestMail.OfBytes(bytes));

        var expected = described["expected"]!;
        alert.Title.ShouldBe(Text(described["subject"]));
        alert.Source.ShouldBe(Text(expected["source"]));
        alert.Key.ShouldBe(Text(expected["key"]));
        (alert.Link?.AbsoluteUri).ShouldBe(Text(expected["link"]));
        alert.Event.ShouldBe(Text(expected["event"]));
        foreach (var label in (string[])["source", "event", "status", "severity"])
            alert.Labels[label].ShouldBe(Text(expected[label]), label);
        foreach (var (label, field) in ((string, string)[])[("counter", "pipeline_counter"), ("stage_counter", "stage_counter"), ("cancelled_by", "cancelled_by")])
        {
            if (expected[field] is { } value)
                alert.Labels[label].ShouldBe(Text(value), label);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string? Text(JsonNode? node) => node?.ToString();

    private static async Task<Alert> ReadAsync(Message message) =>
        (await FakeGoCd.Offline().ReadAsync(message, Cancel)).ShouldBeOfType<Reading.Understood>().Alert;
}
