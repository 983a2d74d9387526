using System.Text;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Tests.Protocol;

public class SmtpChunkTests
{
    [Theory]
    [InlineData("0", 0, false)]
    [InlineData("007", 7, false)]
    [InlineData("10 LAST", 10, true)]
    [InlineData("10   last", 10, true)]
    [InlineData("9223372036854775807", long.MaxValue, false)]
    [InlineData("9223372036854775808", long.MaxValue, false)]
    [InlineData("18446744073709551617", long.MaxValue, false)]
    public void Has_a_size_and_perhaps_an_end(string argument, long size, bool isLast) =>
        SmtpChunk.Parse(Encoding.Latin1.GetBytes(argument)).ShouldBe(new SmtpChunk(size, isLast));

    [Theory]
    [InlineData("")]
    [InlineData("LAST")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("1\t2")]
    [InlineData("10LAST")]
    [InlineData("10 LAS")]
    [InlineData("10 LAST LAST")]
    [InlineData("10 20")]
    [InlineData("100000000000000000000")]
    public void Whose_size_is_not_certain_is_none(string argument) =>
        SmtpChunk.Parse(Encoding.Latin1.GetBytes(argument)).ShouldBeNull();
}
