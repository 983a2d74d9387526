using System.Text;
using CsCheck;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Tests.Protocol;

public class SmtpCommandParserTests
{
    [Theory]
    [InlineData("EHLO x", "Ehlo", "x")]
    [InlineData("ehlo x", "Ehlo", "x")]
    [InlineData("HeLo  x ", "Helo", "x")]
    [InlineData("MAIL FROM:<a@b> SIZE=1", "Mail", "FROM:<a@b> SIZE=1")]
    [InlineData("RCPT TO:<a@b>", "Rcpt", "TO:<a@b>")]
    [InlineData("DATA", "Data", "")]
    [InlineData("DATA ", "Data", "")]
    [InlineData("RSET", "Rset", "")]
    [InlineData("NOOP a b", "Noop", "a b")]
    [InlineData("VRFY a", "Vrfy", "a")]
    [InlineData("EXPN a", "Expn", "a")]
    [InlineData("HELP", "Help", "")]
    [InlineData("QUIT", "Quit", "")]
    [InlineData("", "Unknown", "")]
    [InlineData(" QUIT", "Unknown", "QUIT")]
    [InlineData("QUIT\t", "Unknown", "")]
    [InlineData("QUITS", "Unknown", "")]
    [InlineData("QUI", "Unknown", "")]
    [InlineData("Q\0IT", "Unknown", "")]
    [InlineData("GET / HTTP/1.1", "Foreign", "/ HTTP/1.1")]
    [InlineData("POST /", "Foreign", "/")]
    [InlineData("OPTIONS *", "Foreign", "*")]
    [InlineData("CONNECT a:25", "Foreign", "a:25")]
    [InlineData("PRI * HTTP/2.0", "Foreign", "* HTTP/2.0")]
    [InlineData("SSH-2.0-OpenSSH_9", "Foreign", "")]
    public void Splits_a_line_into_verb_and_argument(string line, string verb, string argument)
    {
        var command = SmtpCommandParser.Parse(Encoding.UTF8.GetBytes(line));

        command.Verb.ToString().ShouldBe(verb);
        Encoding.UTF8.GetString(command.Argument).ShouldBe(argument);
    }

    [Fact]
    public void Takes_any_bytes() => Gen.Byte.Array.Sample(line =>
    {
        var command = SmtpCommandParser.Parse(line);
        return Enum.IsDefined(command.Verb) && command.Argument.Length <= line.Length;
    });
}
