using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Mail2Alert.Tests.Channels;

/// <summary>What push, on-call and SMS services are sent of any text: no more than they take, and nothing broken.</summary>
public sealed class OnCallTextTests
{
    // Long ones, of characters of one to four octets, some of which JSON escapes.
    private static readonly Gen<string> Texts = Gen.Select(Gen.OneOf("a", "é", "漢", "👩‍🚒", "\n", "\"", "\\", "*"), Gen.Int[0, 30_000])
        .Array[1, 4].Select(parts => string.Concat(parts.Select(part => string.Concat(Enumerable.Repeat(part.Item1, part.Item2)))));

    private static readonly Dictionary<string, Fields> Services = new()
    {
        ["pagerduty://k"] = new("payload.summary", 1024, "payload.custom_details.text", 65_536, Utf16),
        ["ntfys://h/t"] = new("title", 250, "message", 4095, Encoding.UTF8.GetByteCount),
        ["opsgenie://k"] = new("message", 130, "description", 15_000, Utf16),
        ["splunk://r@k"] = new("entity_display_name", 250, "state_message", 20_480, Runes),
        ["alertmanager://h"] = new("0.annotations.summary", 1024, "0.annotations.description", 16_384, Utf16),
        ["hassio://h/t/notify.x"] = new("title", 250, "message", 3000, Encoding.UTF8.GetByteCount),
        ["gotify://h/t"] = new("title", 250, "message", 32_768, Utf16),
        ["pover://u@t"] = new("title", 250, "message", 1024, Runes),
        ["pbul://t"] = new("title", 250, "body", 4096, Utf16),
        ["signal://h/+15551234567"] = new(null, 0, "message", 2000, Utf16),
        ["twilio://AC00000000000000000000000000000000:t@+15551231234"] = new(null, 0, "Body", 1600, Utf16),
        ["vonage://k:s@15551231234"] = new(null, 0, "text", 1600, Utf16),
    };

    public static TheoryData<string> Urls => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(Urls))]
    public Task No_text_is_longer_than_the_service_takes_nor_cut_within_a_character(string url) => Gen.Select(Texts, Texts).SampleAsync(
        async (first, second) =>
        {
            var (telling, fields) = (new Telling(), Services[url]);
            await telling.TellAsync(url, Telling.Alert with { Title = $"x{first}", Text = second });
            var (title, text) = (fields.Title is null ? "" : Member(telling.Web.Last, fields.Title), Member(telling.Web.Last, fields.Text));
            fields.LengthOf(title).ShouldBeLessThanOrEqualTo(fields.MostTitle);
            fields.LengthOf(text).ShouldBeLessThanOrEqualTo(fields.MostText);
            (title + text).ShouldNotContain('\uFFFD', "that is what half a character becomes");
        },
        iter: 20);

    [Theory]
    [MemberData(nameof(Urls))]
    public async Task Hostile_text_arrives_as_it_is(string url)
    {
        var telling = new Telling();
        await telling.TellAsync(url, Telling.Alert with { Text = Telling.Hostile });

        Member(telling.Web.Last, Services[url].Text).ShouldContain(Telling.Hostile.Trim());
    }

    private static int Utf16(string text) => text.Length;

    private static int Runes(string text) => text.EnumerateRunes().Count();

    private static string Member(SentRequest request, string path) => request.Body[0] is not ('{' or '[')
        ? request.Form[path]
        : path.Split('.').Aggregate((JsonNode?)request.Json, (node, name) => node is JsonArray items ? items[int.Parse(name, CultureInfo.InvariantCulture)] : node![name])!.ToString();

    private sealed record Fields(string? Title, int MostTitle, string Text, int MostText, Func<string, int> LengthOf);
}
