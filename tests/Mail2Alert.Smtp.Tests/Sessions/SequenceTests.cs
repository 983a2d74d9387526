using CsCheck;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class SequenceTests
{
    private static readonly Gen<string> Command = Gen.OneOf(
        "EHLO x", "HELO x", "MAIL FROM:<a@b>", "MAIL FROM:<>", "MAIL FROM:<bad", "RCPT TO:<c@d>", "RCPT TO:<>", "RCPT TO:<no@d>", "DATA",
        "DATA now", "RSET", "NOOP", "VRFY a", "EXPN a", "HELP", "XYZZY", "", "text", ".");

    [Fact]
    public Task Any_commands_get_one_reply_each_and_messages_only_whole_envelopes() => Command.Array[1, 60].SampleAsync(async commands =>
    {
        var server = NewServer();
        await using var client = server.Connect();
        var model = new Model();

        foreach (var command in commands)
        {
            var reply = await client.SendAsync(command + "\r\n");
            model.Expect(command).ShouldContain(reply.Length == 0 ? 0 : int.Parse(reply[..3]), $"{command} in {string.Join(", ", commands)}");
            reply.Split("\r\n")[..^1].Count(line => line[3] == ' ').ShouldBe(reply.Length == 0 ? 0 : 1);
        }

        server.Handler.Deliveries.Count.ShouldBe(model.Messages);
        server.Handler.Deliveries.ShouldAllBe(delivery => delivery.Envelope.Recipients.Count > 0);
        server.BytesInFlight.ShouldBe(model.InData ? server.BytesInFlight : 0);
        return true;
    });

    private static TestServer NewServer()
    {
        var server = new TestServer(options =>
        {
            options.MaxErrors = 1000;
            options.MaxJunkCommands = 1000;
        });
        server.Handler.OnRecipient = recipient =>
            recipient.Address.LocalPart == "no" ? new SmtpReply(550, "5.1.1", "No") : SmtpReplies.RecipientAccepted;
        return server;
    }

    /// <summary>The rules of RFC 5321 §4.1.4 said a second time, as flags.</summary>
    private sealed class Model
    {
        private bool _hello;
        private bool _mail;
        private bool _rcpt;

        public bool InData { get; private set; }

        public int Messages { get; private set; }

        public int[] Expect(string command)
        {
            if (InData)
            {
                InData = command != ".";
                Messages += InData ? 0 : 1;
                return [InData ? 0 : 250];
            }

            var word = command.Split(' ')[0];
            switch (word)
            {
                case "EHLO" or "HELO":
                    (_hello, _mail, _rcpt) = (true, false, false);
                    return [250];
                case "RSET":
                    (_mail, _rcpt) = (false, false);
                    return [250];
                case "MAIL" when !_hello || _mail:
                    return [503];
                case "MAIL":
                    _mail = !command.EndsWith("bad", StringComparison.Ordinal);
                    return [_mail ? 250 : 501];
                case "RCPT" when !_mail:
                    return [503];
                case "RCPT":
                    _rcpt |= command == "RCPT TO:<c@d>";
                    return command switch { "RCPT TO:<c@d>" => [250], "RCPT TO:<no@d>" => [550], _ => [501] };
                case "DATA" when !_rcpt:
                    return [503];
                case "DATA" when command != "DATA":
                    return [501];
                case "DATA":
                    (InData, _mail, _rcpt) = (true, false, false);
                    return [354];
                default:
                    return word switch { "NOOP" => [250], "VRFY" => [252], "EXPN" => [502], "HELP" => [214], _ => [500] };
            }
        }
    }
}
