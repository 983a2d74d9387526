using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mail2Alert.Alerts;
using Mail2Alert.Sources;
using Mail2Alert.Tests.Sources.Declared;

namespace Mail2Alert.Tests.Corpus;

/// <summary>
/// Mails of real programs, and others made from the programs' templates, each with what is expected of it beside it. What was changed in these
/// expectations stands in CORRECTIONS.md.
/// </summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus", "Mails");

    public static TheoryData<string> Mails =>
        [.. Directory.EnumerateFiles(Folder, "*.eml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)[..^4]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Reads_every_mail_as_expected(string name)
    {
        var described = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, $"{name}.json"), Cancel))!;
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, $"{name}.eml"), Cancel);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(Text(described["sha256"]), "the bytes must stay as they arrived");

        var (alert, parts) = await ReadAsync(described, bytes);

        var expected = described["expected"]!;
        var found = (string?[])
        [
            alert.Labels["source"], alert.Key, alert.Labels["entity"], alert.Event, alert.Labels["status"], alert.Labels["severity"],
            alert.Link?.OriginalString,
        ];
        found.ShouldBe([.. ((string[])["source", "dedupe_key", "entity", "event", "status", "severity", "link"]).Select(key => Text(expected[key]))]);
        if (parts.Count > 0)
            Counts(parts).ShouldBe((Text(expected["counts"]!["firing"]), Text(expected["counts"]!["resolved"]), string.Join(' ', expected["instances"]!.AsArray())));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string?, string?, string) Counts(IReadOnlyList<Alert> parts) => (
        $"{parts.Count(part => part.Status == AlertStatus.Firing)}",
        $"{parts.Count(part => part.Status == AlertStatus.Resolved)}",
        string.Join(' ', parts.Select(part => part.Labels["instance"]).Order(StringComparer.Ordinal)));

    private static async Task<(Alert Alert, IReadOnlyList<Alert> Parts)> ReadAsync(JsonNode described, byte[] bytes)
    {
        var from = Text(described["envelope"]?["mail_from"]) ?? "";
        return await TestSources.Auto().ReadAsync(TestMail.OfBytes(bytes, from), Cancel) switch
        {
            Reading.Several several => (several.Whole, several.Alerts),
            var reading => (reading.ShouldBeOfType<Reading.Understood>().Alert, []),
        };
    }

    private static string? Text(JsonNode? node) => node?.ToString();
}
