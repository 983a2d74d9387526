using System.Globalization;
using System.Text;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>What a client says never steers the terminal, the log or the header that it ends up in.</summary>
public sealed class InjectionTests
{
    private static readonly string[] Hostile =
    [
        "\0", "\u0007", "\b", "\t", "\r", "\u001b[2J", "\u007f", "\u0085", "\u009b2J", "\u00ad", "\u061c", "\u200b", "\u200f", "\u2028", "\u2029",
        "\u202e", "\u2066", "\u2069", "\ufeff", "\ufff9", "\ue000", "\U000e0041", "\xff(raw)", "\x9b(raw)", "\xed\xa0\x80(raw)",
    ];

    private static readonly string[] Places =
    [
        "EHLO a{0}b", "HELO a{0}b", "MAIL FROM:<a{0}b@example.net> SMTPUTF8", "MAIL FROM:<\"a{0}b\"@example.net> SMTPUTF8",
        "MAIL FROM:<\"a\\{0}b\"@example.net> SMTPUTF8", "MAIL FROM:<a@ex{0}ample.net> SMTPUTF8", "MAIL FROM:<a@b> ENVID=a{0}b",
        "MAIL FROM:<a@b> AUTH=a{0}b", "MAIL FROM:<a@b> X{0}=1", "MAIL FROM:<a@b> SIZE={0}", "MAIL FROM:<> SMTPUTF8\r\nRCPT TO:<a{0}b@c>",
        "MAIL FROM:<> SMTPUTF8\r\nRCPT TO:<a@b{0}c>", "MAIL FROM:<>\r\nRCPT TO:<a@b> ORCPT=rfc822;a{0}b", "MAIL FROM:<>\r\nRCPT TO:<a@b> NOTIFY={0}",
        "VRFY {0}", "EXPN {0}", "HELP {0}", "NOOP {0}", "BDAT {0}", "AUTH {0}", "AUTH PLAIN {0}", "{0}", "GET /{0} HTTP/1.1", "SSH-2.0-{0}",
    ];

    public static TheoryData<string> AllPlaces => [.. Places];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(AllPlaces))]
    public async Task In_a_command_reaches_neither_a_log_line_nor_a_reply_nor_the_handler(string place)
    {
        var server = NewServer();
        foreach (var hostile in Hostile)
        {
            await using var client = server.Connect();
            await client.SendAsync("EHLO x\r\n");
            var command = Latin1(string.Format(CultureInfo.InvariantCulture, place, hostile));

            await client.SendAsync(command + "\r\nRSET\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n.\r\nQUIT\r\n");

            ShouldBeClean(server, client.Received);
        }
    }

    [Fact]
    public async Task In_a_name_to_log_in_with_reaches_neither_a_log_line_nor_a_reply()
    {
        foreach (var hostile in Hostile)
        {
            var server = NewServer();
            await using var client = server.Connect();
            var user = Convert.ToBase64String(Encoding.Latin1.GetBytes(Latin1($"t{hostile}m")));
            var plain = Convert.ToBase64String(Encoding.Latin1.GetBytes(Latin1($"\0t{hostile}m\0x")));
            var scram = Convert.ToBase64String(Encoding.Latin1.GetBytes(Latin1($"n,,n=t{hostile}m,r=nonce")));

            var sent = client.SendAsync($"EHLO x\r\nAUTH PLAIN {plain}\r\nAUTH LOGIN\r\n{user}\r\neA==\r\nAUTH SCRAM-SHA-256 {scram}\r\n*\r\nQUIT\r\n");
            for (var i = 0; i < 20; i++)
            {
                server.Time.Advance(TimeSpan.FromSeconds(1));
            }

            await sent.WaitAsync(Token);
            ShouldBeClean(server, client.Received);
        }
    }

    [Fact]
    public async Task Of_a_log_line_by_any_length_is_cut()
    {
        var server = NewServer();
        await using var client = server.Connect();
        var local = new string('a', 256);

        await client.SendAsync($"EHLO x\r\nMAIL FROM:<{local}@example.net>\r\nRCPT TO:<c@d>\r\nDATA\r\n.\r\n");

        server.Log.Lines.ShouldAllBe(line => line.Text.Length < 600);
        server.Log.Lines.ShouldContain(line => line.Text.Contains(local));
    }

    private static TestServer NewServer() => new(options =>
        options.Authentication = new SmtpAuthenticationOptions(new NoUser()) { AllowClear = _ => true });

    // Octets as they are where the text says so, else UTF-8, as a string of one character for each octet.
    private static string Latin1(string text) => text.Contains("(raw)", StringComparison.Ordinal)
        ? text.Replace("(raw)", "", StringComparison.Ordinal)
        : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static void ShouldBeClean(TestServer server, string replies)
    {
        server.Log.Lines.Where(line => line.Text.EnumerateRunes().Any(IsInvisible)).ShouldBeEmpty();
        replies.Replace("\r\n", "", StringComparison.Ordinal).Where(character => character is < ' ' or > '~').ShouldBeEmpty();
        server.Handler.Deliveries.Select(delivery => Said(delivery.Envelope)).Where(text => text.Any(char.IsControl)).ShouldBeEmpty();
    }

    private static string Said(SmtpEnvelope envelope) =>
        string.Join(' ', envelope.Peer.Hello, envelope.Sender, string.Join(' ', envelope.Recipients), envelope.Parameters);

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;

    private sealed class NoUser : ISmtpAuthenticator
    {
        public ValueTask<bool> VerifyPasswordAsync(string user, string password, CancellationToken cancellationToken) => new(false);
    }
}
