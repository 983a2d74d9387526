using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Messages;
using Mail2Alert.Sources;
using Mail2Alert.Tests.Sources.Declared;

namespace Mail2Alert.Tests.Corpus;

public sealed class WrittenMailTests
{
    private static readonly YamlValue.List All = (YamlValue.List)YamlReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "written.yml")), new Problems("written.yml"))!;

    /// <summary>As they would arrive.</summary>
    internal static IEnumerable<(string Source, Message Mail)> Written => All.Items.Select(item => (Text(item, "source")!, Mail(item, Text(item, "subject")!)));

    public static TheoryData<int, string> Mails => [.. All.Items.Select((item, at) => (at, Text(item, "subject")!))];

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Reads_what_programs_print_beyond_the_mails_that_were_captured(int number, string subject)
    {
        var written = All.Items[number];

        var reading = await TestSources.Auto().ReadAsync(Mail(written, subject), TestContext.Current.CancellationToken);

        IReadOnlyList<Alert> alerts = reading is Reading.Several several ? several.Alerts : [reading.ShouldBeOfType<Reading.Understood>().Alert];
        var source = Text(written, "source");
        alerts.Select(alert => (string?[])[alert.Labels["source"], alert.Labels["status"], alert.Labels["severity"], alert.Event, alert.Key])
            .ShouldBe(Expected(written).Select(expected => (string?[])[source, .. expected.SkipLast(1), $"{source}:{expected[^1]}"]));
    }

    // Of a mail that carries several alerts, a list of such lists.
    private static IEnumerable<string?[]> Expected(YamlValue written)
    {
        var expected = ((YamlValue.List)((YamlValue.Map)written)["is"]!).Items;
        return expected[0] is YamlValue.List ? expected.Cast<YamlValue.List>().Select(one => Texts(one.Items)) : [Texts(expected)];
    }

    private static string?[] Texts(IEnumerable<YamlValue> items) => [.. items.Select(item => item.IsNull ? null : ((YamlValue.Text)item).Value)];

    [Fact]
    public void Every_source_is_tried() =>
        BuiltInSources.Names.Except(All.Items.Select(item => Text(item, "source"))).ShouldBe(
            ["ansible", "apt-listchanges", "apticron", "arpwatch", "at", "borgmatic", "chkrootkit", "collectd", "django", "letsencrypt", "logcheck", "logwatch", "rkhunter", "sudo"],
            "those of which the corpus has all there is");

    private static Message Mail(YamlValue written, string subject)
    {
        var header = ((written as YamlValue.Map)?["header"] as YamlValue.Map)?.Entries ?? [];
        var mail = new StringBuilder();
        foreach (var (name, value) in header)
            mail.Append($"{name.Value}: {((YamlValue.Text)value).Value}\r\n");
        mail.Append($"Subject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{Text(written, "text")?.ReplaceLineEndings("\r\n")}");
        return TestMail.OfBytes(Encoding.UTF8.GetBytes(mail.ToString()));
    }

    private static string? Text(YamlValue written, string key) => ((written as YamlValue.Map)?[key] as YamlValue.Text)?.Value;
}
