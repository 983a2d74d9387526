using CsCheck;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.Conversion;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Tests.Configuration.Conversion;

public sealed class YamlPrinterTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(Gen.String[Gen.Char["ab09 '\"#:-[]{},&*!|>%@`~?=/\\\n\t${}<é"], 0, 12], Gen.Int[0, 3].Select(i => new[] { "null", "~", "true", "<<" }[i]));

    [Fact]
    public void What_is_printed_is_read_as_it_was() => Gen.Select(Texts, Values(depth: 3)).Array[1, 3].Select(Map).Sample(value =>
    {
        var problems = new Problems("file");
        var text = string.Join('\n', YamlPrinter.Print((YamlValue.Map)value).Select(line => line.Text));
        var read = YamlReader.Read(text, problems);
        problems.InOrder().ShouldBeEmpty(text);
        Shape(read!.Select(new References(_ => null, problems).Resolve)).ShouldBe(Shape(value), text);
    });

    [Theory]
    [InlineData("a-b.c@d", "a-b.c@d")]
    [InlineData("x: y", "'x: y'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("${A}", "'$${A}'")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("", "''")]
    [InlineData("null", "'null'")]
    public void A_text_has_quotes_where_it_needs_them(string text, string printed) => PrintedText.Of(YamlTree.Text(Position.Start, text)).ShouldBe(printed);

    [Fact]
    public void A_reference_stays_one() => PrintedText.Of(YamlTree.Text(Position.Start, "${A}") with { IsReference = true }).ShouldBe("'${A}'");

    private static Gen<YamlValue> Values(int depth)
    {
        var text = Gen.Select(Texts, Gen.Int[1, 2], (value, line) => (YamlValue)YamlTree.Text(new Position(line, 1), value));
        return depth == 0 ? text : Gen.OneOf(
            text,
            Values(depth - 1).Array[0, 3].Select(items => (YamlValue)YamlTree.List(Position.Start, items)),
            Gen.Select(Texts, Values(depth - 1)).Array[0, 3].Select(Map));
    }

    private static YamlValue Map((string Key, YamlValue Value)[] entries) =>
        YamlTree.Map(Position.Start, entries.DistinctBy(entry => entry.Key).Select(entry => YamlTree.Entry(Position.Start, entry.Key, entry.Value)));

    private static string Shape(YamlValue value) => value switch
    {
        YamlValue.List list => $"[{string.Join('|', list.Items.Select(Shape))}]",
        YamlValue.Map map => $"{{{string.Join('|', map.Entries.Select(entry => $"{entry.Key.Value}={Shape(entry.Value)}"))}}}",
        YamlValue.Text text => $"<{text.Value}>",
        _ => "",
    };
}
