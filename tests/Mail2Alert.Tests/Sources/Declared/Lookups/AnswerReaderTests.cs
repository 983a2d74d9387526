using System.Diagnostics;

namespace Mail2Alert.Tests.Sources.Declared.Lookups;

public sealed class AnswerReaderTests
{
    private const string Json = """
        {"owner":{"name":"anna","active":true},"count":7,"share":0.5,"id":12345678901234567890123,"at":"2026-11-23T10:00:00Z",
         "tags":[{"name":"tier","value":"gold"},{"name":"site","value":"north"}],"none":null,"nobody":[]}
        """;

    [Theory]
    [InlineData("owner.name", "anna")]
    [InlineData("owner.active", "true")]
    [InlineData("count", "7")]
    [InlineData("share", "0.5")]
    [InlineData("id", "12345678901234567890123")]
    [InlineData("at", "2026-11-23T10:00:00Z")]
    [InlineData("tags[?name=='tier'].value | [0]", "gold")]
    [InlineData("tags[].value", "gold, north")]
    [InlineData("length(tags)", "2")]
    [InlineData("none", null)]
    [InlineData("nobody", null)]
    [InlineData("absent.deeper", null)]
    public async Task Reads_JSON_by_JMESPath(string expression, string? value)
    {
        await using var server = RawServer.Answering(Json);
        await using var source = LookingUp.At($"http://127.0.0.1:{server.Port}/x", labels: $"{{ owner: \"{expression}\", tier: tier }}");
        var labels = (await source.AlertAsync()).Labels;
        (labels["owner"], labels.IsUnknown("owner")).ShouldBe((value, false));
    }

    [Theory]
    [InlineData("/job/owner", "anna")]
    [InlineData("/job/owner/@mail", "anna@example.com")]
    [InlineData("count(//tag)", "2")]
    [InlineData("//tag[@name='tier']", "gold")]
    [InlineData("boolean(//tag)", "true")]
    [InlineData("string(//tag[2])", "north")]
    [InlineData("//absent", null)]
    public async Task Reads_XML_by_XPath(string expression, string? value)
    {
        await using var server = RawServer.Answering(
            "<job><owner mail=\"anna@example.com\">anna</owner><tag name=\"tier\">gold</tag><tag name=\"site\">north</tag></job>", "application/xml");
        (await XmlAsync(server, expression)).ShouldBe(value);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><owner>&x;</owner>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"lol\">]><owner>&x;</owner>")]
    [InlineData("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/evil.dtd\"><owner>x</owner>")]
    [InlineData("<owner>")]
    [InlineData("{}")]
    public async Task Does_not_read_XML_that_is_broken_or_has_a_DTD(string xml)
    {
        await using var server = RawServer.Answering(xml, "text/xml");
        await using var source = LookingUp.At($"http://127.0.0.1:{server.Port}/x", "format: xml, timeout: 2s", "{ owner: //owner, tier: tier }");
        (await source.TroubleAsync()).ShouldContain("broken XML, or one with a DTD");
    }

    [Fact]
    public async Task Reads_XML_as_deep_as_its_size_allows()
    {
        await using var server = RawServer.Answering(
            string.Concat(Enumerable.Repeat("<a>", 100_000)) + "x" + string.Concat(Enumerable.Repeat("</a>", 100_000)), "text/xml");
        var start = Stopwatch.GetTimestamp();
        (await XmlAsync(server, "string(/a)")).ShouldBe("x");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task What_is_too_long_for_a_label_is_cut()
    {
        await using var server = RawServer.Answering($"{{\"owner\":{{\"name\":\"{new string('x', 10_000)}\"}}}}");
        await using var source = LookingUp.At($"http://127.0.0.1:{server.Port}/x");
        (await source.AlertAsync()).Labels["owner"]!.Length.ShouldBe(1024);
    }

    private static async Task<string?> XmlAsync(RawServer server, string expression)
    {
        await using var source = LookingUp.At($"http://127.0.0.1:{server.Port}/x", "format: xml, timeout: 5s", $"{{ owner: \"{expression}\", tier: tier }}");
        return (await source.AlertAsync()).Labels["owner"];
    }
}
