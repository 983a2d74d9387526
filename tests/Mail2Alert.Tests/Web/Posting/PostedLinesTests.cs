using System.Text;
using CsCheck;
using Mail2Alert.Web.Posting;

namespace Mail2Alert.Tests.Web.Posting;

public sealed class PostedLinesTests
{
    [Theory]
    [InlineData("a\nb\r\n", "a\r\nb\r\n.\r\n")]
    [InlineData("no end", "no end\r\n.\r\n")]
    [InlineData(".\n..\n\r\n.\r\n", "..\r\n...\r\n\r\n..\r\n.\r\n")]
    [InlineData("x\r.\r\n", "x\r.\r\n.\r\n")]
    public void A_mail_gets_the_form_of_DATA(string posted, string data) => Sent(Encoding.ASCII.GetBytes(posted), 100).ShouldBe(data);

    [Fact]
    public void Nothing_in_a_mail_ends_it_however_it_is_cut() => Gen.Select(Gen.Char["a.\r\n"].Array[0, 40], Gen.Int[1, 5]).Sample((mail, cut) =>
    {
        var data = Sent(Encoding.ASCII.GetBytes(mail), cut);

        data.ShouldBe(Sent(Encoding.ASCII.GetBytes(mail), 100));
        ("\r\n" + data).IndexOf("\r\n.\r\n", StringComparison.Ordinal).ShouldBe(data.Length - 3);
    });

    private static string Sent(byte[] mail, int cut)
    {
        var lines = new PostedLines();
        var sent = new StringBuilder();
        foreach (var piece in mail.Chunk(cut))
            sent.Append(Encoding.ASCII.GetString(lines.Of(piece).Span));
        return sent.Append(Encoding.ASCII.GetString(lines.End.Span)).ToString();
    }
}
