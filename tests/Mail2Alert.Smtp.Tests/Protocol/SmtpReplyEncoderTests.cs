using System.Text;
using CsCheck;

namespace Mail2Alert.Smtp.Tests.Protocol;

public class SmtpReplyEncoderTests
{
    [Fact]
    public void Writes_one_line_with_its_codes() => Encode(new SmtpReply(250, "2.1.0", "Sender OK")).ShouldBe("250 2.1.0 Sender OK\r\n");

    [Fact]
    public void Writes_many_lines_with_dashes_before_the_last() =>
        Encode(new SmtpReply(550, "5.7.1", "No", "Never")).ShouldBe("550-5.7.1 No\r\n550 5.7.1 Never\r\n");

    [Fact]
    public void Leaves_out_an_enhanced_code_that_is_not_there() => Encode(new SmtpReply(220, null, "Hi")).ShouldBe("220 Hi\r\n");

    [Fact]
    public void Lets_nothing_out_of_its_line() =>
        Encode(new SmtpReply(250, null, "a\r\n250 b\u001b[31m\u00e9\u202e")).ShouldBe("250 a??250 b?[31m??\r\n");

    [Fact]
    public void Cuts_a_line_at_512_octets()
    {
        var encoded = Encode(new SmtpReply(250, "2.0.0", new string('x', 1000), "y"));

        encoded.IndexOf('\n', StringComparison.Ordinal).ShouldBe(511);
        encoded.ShouldEndWith("x\r\n250 2.0.0 y\r\n");
    }

    [Fact]
    public void Any_text_makes_well_formed_lines() => Gen.String.Array[1, 5].Sample(lines =>
        Encode(new SmtpReply(250, null, lines)).Split("\r\n")[..^1] is var written
        && written.Length == lines.Length
        && written.All(line => line.Length <= 510 && line.All(character => character is >= ' ' and <= '~')));

    private static string Encode(SmtpReply reply) => Encoding.Latin1.GetString(reply.Wire);
}
