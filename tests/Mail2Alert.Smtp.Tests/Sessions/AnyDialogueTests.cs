using System.Globalization;
using CsCheck;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

/// <summary>Whatever a client says, and however its packets are cut.</summary>
public class AnyDialogueTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        "EHLO", "HELO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "NOOP", "VRFY", "EXPN", "HELP", "AUTH", "STARTTLS", "QUIT", "GET", "XYZZY", "");

    private static readonly Gen<string> Argument = Gen.OneOf(
        Gen.OneOf("", "x", "FROM:<a@b>", "FROM:<>", "FROM:<unwanted@b> SIZE=1", "FROM:<a@b> SIZE=99 BODY=8BITMIME", "TO:<c@d>", "TO:<nobody@d>",
            "TO:<picky@d>", "PLAIN", "LOGIN dGlt", "PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm", "PLAIN ====", "0", "0 LAST", "1", "3 LAST", "9 LAST"),
        Gen.Char['\0', '\xff'].Array[0, 12].Select(characters => new string(characters)));

    private static readonly Gen<string> Anything = Gen.Select(Word, Argument, (word, argument) => $"{word} {argument}\r\n");

    private static readonly Gen<string> Sensible = Gen.OneOf(
        "EHLO x\r\n", "MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n", "RCPT TO:<nobody@d>\r\n", "DATA\r\n", "hello\r\n.\r\n", ".\r\n", "BDAT 3\r\na\r\n",
        "BDAT 5 LAST\r\na\r\n\r\n", "BDAT 0 LAST\r\n", "AUTH LOGIN\r\n", "dGlt\r\n", "*\r\n", "RSET\r\n",
        "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRCPT TO:<e@d>\r\nDATA\r\nhello\r\n.\r\n", "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 3 LAST\r\na\r\n");

    private static readonly Gen<string> Dialogues = Gen.Frequency((1, Anything), (4, Sensible)).Array[1, 40]
        .Select(lines => "EHLO x\r\n" + string.Concat(lines));

    private static readonly Gen<int[]> Cuts = Gen.Int[1, 60].Array[1, 10];

    [Fact]
    public Task Each_command_gets_one_legal_reply_and_messages_are_those_that_were_acknowledged() =>
        Gen.Select(Dialogues, Cuts).SampleAsync(async (sent, cuts) =>
        {
            var handler = DialogueServer.Handler(Settings);
            await using var client = new TestServer(options => DialogueServer.Apply(Settings, options), handler: handler).Connect();

            foreach (var piece in Pieces.Cut(sent, cuts))
            {
                await client.SendAsync(piece);
            }

            var view = new ClientView(sent, Codes(client.Received)).Read();
            view.Fault.ShouldBeNull(client.Received);
            var handled = handler.Deliveries.Where(delivery => delivery.Envelope.Recipients.All(recipient => recipient.Address.LocalPart != "picky"));
            handled.Select(delivery => delivery.Envelope.Recipients.Count).ShouldBe(view.Messages);
            return true;
        }, iter: 3000);

    [Fact]
    public Task Any_message_arrives_byte_for_byte_by_DATA_and_by_chunks() =>
        Gen.Select(Lines, Cuts, Cuts).SampleAsync(async (text, chunks, cuts) =>
        {
            var server = new TestServer();
            await using var client = server.Connect();
            var stuffed = text.Split("\r\n").Select(line => line.StartsWith('.') ? "." + line : line);
            var sent = $"EHLO x\r\n{Transaction}DATA\r\n{string.Join("\r\n", stuffed)}.\r\n{Transaction}{Pieces.Chunks(text, chunks)}QUIT\r\n";

            foreach (var piece in Pieces.Cut(sent, cuts))
            {
                await client.SendAsync(piece);
            }

            server.Handler.Deliveries.Select(delivery => delivery.Text).ShouldBe([text, text]);
            return true;
        }, iter: 1000);

    private const string Transaction = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";

    private static readonly Dialogue Settings = Dialogue.Parse("! logins\n! errors 1000\n! junk 1000");

    // Any octets but CR and LF, dots more often than others, in lines.
    private static readonly Gen<string> Lines = Gen.OneOf(Gen.Const('.'), Gen.Char['\0', '\xff']).Array[0, 20]
        .Select(line => new string(line).Replace('\r', 'r').Replace('\n', 'n') + "\r\n").Array[0, 15].Select(lines => string.Concat(lines));

    // A reply of several lines is one; its dashes are on all but the last.
    private static List<int> Codes(string received)
    {
        var lines = received.Split("\r\n")[1..^1];
        return [.. lines.Where(line => line[3] == ' ').Select(line => int.Parse(line[..3], CultureInfo.InvariantCulture))];
    }
}
