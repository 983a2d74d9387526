using Mail2Alert.Smtp.Protocol;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

/// <summary>Every command in every state (RFC 5321 §4.1.4 and §4.3.2, with the extensions).</summary>
public class StateTests
{
    // "text": no reply, for it is part of the message. "gone": no reply, for the handshake has failed.
    private const string Codes = """
                  Greeted  Unwelcome  Idle  Sender  Recipients  Chunks  Data  Handshake
        Ehlo      250      503        250   250     250         250     text  gone
        Helo      250      503        250   250     250         250     text  gone
        Lhlo      500      500        500   500     500         500     text  gone
        Mail      503      503        250   503     503         503     text  gone
        Rcpt      503      503        503   250     250         503     text  gone
        Data      503      503        503   503     354         503     text  gone
        Bdat      503      503        503   503     250         250     text  gone
        Rset      250      503        250   250     250         250     text  gone
        Noop      250      503        250   250     250         250     text  gone
        Vrfy      252      503        252   252     252         252     text  gone
        Expn      502      503        502   502     502         502     text  gone
        Help      214      503        214   214     214         214     text  gone
        Quit      221      221        221   221     221         221     text  gone
        Auth      503      503        334   503     503         503     text  gone
        StartTls  220      503        220   503     503         503     text  gone
        Foreign   521      521        521   521     521         521     text  gone
        Unknown   500      503        500   500     500         500     text  gone
        """;

    private static readonly string[][] Table =
        [.. Codes.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static TheoryData<string, string, string> Cells =>
        [.. Table.Skip(1).SelectMany(row => row.Skip(1).Select((code, column) => (row[0], Table[0][column], code)))];

    [Fact]
    public void No_command_and_no_state_is_missing()
    {
        Table.Skip(1).Select(row => row[0]).ShouldBe(Enum.GetNames<SmtpVerb>(), ignoreOrder: true);
        Table[0].ShouldBe(Enum.GetNames<SmtpSessionState>(), ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Cells))]
    public async Task Each_command_gets_its_one_reply_in_each_state(string verb, string state, string code)
    {
        var dialogue = Dialogue.Parse($"! tls\n! logins\n{(state == nameof(SmtpSessionState.Unwelcome) ? "! turned away" : "")}");
        await using var client = DialogueServer.Connect(dialogue);
        await client.SendAsync(WayTo(Enum.Parse<SmtpSessionState>(state)));

        var reply = await client.SendAsync(Words(Enum.Parse<SmtpVerb>(verb)));

        reply.Split("\r\n")[..^1].Count(line => line[3] == ' ').ShouldBe(code is "text" or "gone" ? 0 : 1, reply);
        (reply.Length == 0 ? "" : reply[..3]).ShouldBe(code is "text" or "gone" ? "" : code);
        client.Run.IsCompleted.ShouldBe(code is "221" or "521" or "gone");
    }

    private static string WayTo(SmtpSessionState state) => state switch
    {
        SmtpSessionState.Idle => "EHLO x\r\n",
        SmtpSessionState.Sender => WayTo(SmtpSessionState.Idle) + "MAIL FROM:<a@b>\r\n",
        SmtpSessionState.Recipients => WayTo(SmtpSessionState.Sender) + "RCPT TO:<c@d>\r\n",
        SmtpSessionState.Chunks => WayTo(SmtpSessionState.Recipients) + "BDAT 3\r\nx\r\n",
        SmtpSessionState.Data => WayTo(SmtpSessionState.Recipients) + "DATA\r\n",
        SmtpSessionState.Handshake => WayTo(SmtpSessionState.Idle) + "STARTTLS\r\n",
        _ => "",
    };

    private static string Words(SmtpVerb verb) => verb switch
    {
        SmtpVerb.Ehlo => "EHLO x\r\n",
        SmtpVerb.Helo => "HELO x\r\n",
        SmtpVerb.Lhlo => "LHLO x\r\n",
        SmtpVerb.Mail => "MAIL FROM:<a@b>\r\n",
        SmtpVerb.Rcpt => "RCPT TO:<c@d>\r\n",
        SmtpVerb.Bdat => "BDAT 3\r\nx\r\n",
        SmtpVerb.Auth => "AUTH PLAIN\r\n",
        SmtpVerb.Foreign => "GET / HTTP/1.1\r\n",
        SmtpVerb.Unknown => "XYZZY\r\n",
        _ => verb.ToString().ToUpperInvariant() + "\r\n",
    };
}
