using System.Text;
using CsCheck;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class LineEndsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a\nb\n", "a\r\nb\r\n")]
    [InlineData("a\r\nb", "a\r\nb")]
    [InlineData("a\rb\r\r\nc\n\r", "a\r\nb\r\n\r\nc\r\n\r\n")]
    public void Every_end_of_a_line_becomes_CR_LF(string written, string lines) =>
        Encoding.ASCII.GetString(LineEnds.ToCrLf(Encoding.ASCII.GetBytes(written))).ShouldBe(lines);

    [Fact]
    public void What_is_in_lines_stays_as_it_is() => Gen.Char["a\r\n"].Array[0, 20].Sample(written =>
    {
        var once = LineEnds.ToCrLf(Encoding.ASCII.GetBytes(written));

        LineEnds.ToCrLf(once).ShouldBe(once);
    });

    [Fact]
    public void Text_has_the_same_lines_without_their_CR() => Gen.Char["a \r\n"].Array[0, 20].Sample(written =>
    {
        var shorter = Encoding.ASCII.GetString(LineEnds.ToLineFeeds(Encoding.ASCII.GetBytes(written)));

        shorter.ShouldNotEndWith("\n");
        shorter.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(new string(written).ReplaceLineEndings("\n").TrimEnd('\n'));
    });
}
