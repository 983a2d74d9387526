using System.Text;
using CsCheck;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class LineFormTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("a\r\nb\r\n", true)]
    [InlineData("no end", true)]
    [InlineData("\r\n\r\n", true)]
    [InlineData("a\nb\r\n", false)]
    [InlineData("a\rb\r\n", false)]
    [InlineData("a\r\r\n", false)]
    [InlineData("a\r\n\n", false)]
    [InlineData("a\r", false)]
    [InlineData("a\0\r\n", false)]
    public void Holds_where_CR_LF_is_the_only_line_end(string text, bool holds) => LineForm.Holds(Encoding.Latin1.GetBytes(text)).ShouldBe(holds);

    [Theory]
    [InlineData(998, true)]
    [InlineData(999, false)]
    public void Bounds_a_line(int length, bool holds)
    {
        LineForm.Holds(Encoding.ASCII.GetBytes(new string('x', length) + "\r\n")).ShouldBe(holds);
        LineForm.Holds(Encoding.ASCII.GetBytes(new string('x', length))).ShouldBe(holds);
    }

    [Fact]
    public void Sees_what_a_slow_reader_sees() => Gen.Int[0, 3].Select(i => "\r\nx\0"u8[i]).Array[0, 20].Sample(bytes =>
    {
        var text = Encoding.Latin1.GetString(bytes).Replace("\r\n", "", StringComparison.Ordinal);
        LineForm.Holds(bytes).ShouldBe(!text.AsSpan().ContainsAny('\r', '\n', '\0') && !Encoding.Latin1.GetString(bytes).Contains("\r\r\n", StringComparison.Ordinal));
    });
}
