using System.Globalization;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Tests.Support;

/// <summary>What a dialogue's server is made of: the words behind <c>!</c>, and a handler that knows a few people.</summary>
internal static class DialogueServer
{
    /// <summary>Connects to it in memory, where a dialogue may begin inside TLS without its handshake.</summary>
    public static TestClient Connect(Dialogue dialogue)
    {
        var server = new TestServer(options => Apply(dialogue, options), handler: Handler(dialogue)) { Listener = Listener(dialogue) };
        return server.Connect(isEncrypted: IsEncrypted(dialogue));
    }

    public static bool IsEncrypted(Dialogue dialogue) => dialogue.Settings.Contains("encrypted");

    public static SmtpServerOptions Options(Dialogue dialogue)
    {
        // On a socket a second is a second, and a dialogue is played for each of its octets.
        var options = new SmtpServerOptions { HostName = "mx.example.org", ErrorsBeforeDelay = int.MaxValue };
        Apply(dialogue, options);
        return options;
    }

    public static SmtpListener Listener(Dialogue dialogue) => new()
    {
        Protocol = dialogue.Settings.Contains("lmtp") ? SmtpProtocol.Lmtp : SmtpProtocol.Smtp,
        ImplicitTls = dialogue.Settings.Contains("tls implicit"),
        RequireTls = dialogue.Settings.Contains("tls required"),
    };

    public static RecordingHandler Handler(Dialogue dialogue) => new()
    {
        OnConnect = _ => dialogue.Settings.Contains("turned away") ? new(554, "5.7.1", "No service for you") : SmtpReplies.Accepted,
        OnSender = envelope => envelope.Sender.LocalPart == "unwanted" ? new(550, "5.7.1", "Not from you") : SmtpReplies.SenderAccepted,
        OnRecipient = recipient => recipient.Address.LocalPart switch
        {
            "nobody" => new(550, "5.1.1", "Nobody of that name"),
            "later" => new(450, "4.2.1", "Not now"),
            "hangup" => new(421, "4.3.2", "Come back later"),
            _ => SmtpReplies.RecipientAccepted,
        },
        OnMessage = (message, _) => new(SmtpVerdict.ForEach([.. message.Envelope.Recipients.Select(VerdictFor)])),
    };

    public static void Apply(Dialogue dialogue, SmtpServerOptions options)
    {
        foreach (var setting in dialogue.Settings)
        {
            Apply(setting.Split(' '), options);
        }
    }

    private static SmtpReply VerdictFor(SmtpRecipient recipient) => recipient.Address.LocalPart switch
    {
        "picky" => new(554, "5.6.0", "Not this"),
        "full" => new(452, "4.2.2", "Mailbox full"),
        "leaving" => new(421, "4.3.2", "Come back later"),
        _ => SmtpReplies.Accepted,
    };

    private static void Apply(string[] setting, SmtpServerOptions options)
    {
        _ = setting switch
        {
            ["tls", ..] => options.Tls = NewTls(),
            ["logins"] => options.Authentication = NewLogins(inClear: true),
            ["logins", "encrypted"] => options.Authentication = NewLogins(inClear: false),
            ["no", "dsn"] => options.AdvertiseDsn = false,
            ["no", "binarymime"] => options.AdvertiseBinaryMime = false,
            ["requiretls"] => options.AdvertiseRequireTls = true,
            ["line", var number] => options.MaxLineLength = Number(number),
            ["recipients", var number] => options.MaxRecipients = Number(number),
            ["size", var number] => options.MaxMessageSize = Number(number),
            ["messages", var number] => options.MaxMessagesPerSession = Number(number),
            ["errors", var number] => options.MaxErrors = Number(number),
            ["junk", var number] => options.MaxJunkCommands = Number(number),
            ["turned", "away"] or ["lmtp"] or ["encrypted"] => (object?)null,
            _ => throw new FormatException($"No such setting: {string.Join(' ', setting)}"),
        };
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static SmtpTlsOptions NewTls()
    {
        var certificate = TestAuthority.Shared.Context("mx.example.org");
        return new() { SelectCertificate = _ => certificate };
    }

    // The wait behind a failure, and what it means to the next connection, are told elsewhere (SmtpLockoutTests).
    private static SmtpAuthenticationOptions NewLogins(bool inClear) => new(new FakeAuthenticator())
    {
        AllowClear = _ => inClear,
        Mechanisms = SmtpMechanisms.Plain | SmtpMechanisms.Login | SmtpMechanisms.ScramSha256 | SmtpMechanisms.CramMd5,
        MaxDelay = TimeSpan.FromTicks(1),
        MaxFailures = int.MaxValue,
    };
}
