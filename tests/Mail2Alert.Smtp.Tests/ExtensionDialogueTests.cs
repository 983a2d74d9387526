using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests;

/// <summary>Dialogues whose server is set up by lines that begin with an exclamation mark.</summary>
public class ExtensionDialogueTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Dialogues");

    public static TheoryData<string> Names =>
        [.. ((string[])["rfc2033", "rfc3030", "rfc8689"]).SelectMany(rfc => Directory.EnumerateFiles(Path.Combine(Folder, rfc)))
            .Select(file => Path.GetRelativePath(Folder, file))];

    [Theory, MemberData(nameof(Names))]
    public async Task Line_by_line_each_line_gets_its_replies(string name)
    {
        var (dialogue, client) = Open(name);
        await using var end = client;

        Dialogue.WithoutIds(client.Received).ShouldBe(dialogue.Turns[0].Server);
        foreach (var turn in dialogue.Turns.Skip(1))
        {
            Dialogue.WithoutIds(await client.SendAsync(turn.Client)).ShouldBe(turn.Server, turn.Client);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Sent_in_one_piece_it_gets_the_same_replies(string name)
    {
        var (dialogue, client) = Open(name);
        await using var end = client;

        await client.SendAsync(dialogue.Client);

        Dialogue.WithoutIds(client.Received).ShouldBe(dialogue.Server);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Sent_byte_by_byte_it_gets_the_same_replies(string name)
    {
        var (dialogue, client) = Open(name);
        await using var end = client;

        foreach (var octet in dialogue.Client)
        {
            await client.SendAsync(octet.ToString());
        }

        Dialogue.WithoutIds(client.Received).ShouldBe(dialogue.Server);
    }

    private static (Dialogue Dialogue, TestClient Client) Open(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        string[] settings = [.. text.Split('\n').Where(line => line.StartsWith("! ", StringComparison.Ordinal)).Select(line => line[2..].Trim())];
        var server = new TestServer(options => Apply(settings, options), handler: NewHandler())
        {
            Listener = new SmtpListener { Protocol = settings.Contains("lmtp") ? SmtpProtocol.Lmtp : SmtpProtocol.Smtp },
        };
        return (Dialogue.Parse(text), server.Connect(isEncrypted: settings.Contains("encrypted")));
    }

    private static void Apply(string[] settings, SmtpServerOptions options)
    {
        options.AdvertiseRequireTls = settings.Contains("requiretls");
        options.AdvertiseBinaryMime = !settings.Contains("no binarymime");
        options.MaxMessageSize = settings.Contains("size 20") ? 20 : options.MaxMessageSize;
    }

    private static RecordingHandler NewHandler() => new()
    {
        OnRecipient = recipient => recipient.Address.LocalPart == "nobody" ? new(550, "5.1.1", "Nobody of that name") : SmtpReplies.RecipientAccepted,
        OnMessage = (message, _) => new(SmtpVerdict.ForEach([.. message.Envelope.Recipients.Select(ReplyFor)])),
    };

    private static SmtpReply ReplyFor(SmtpRecipient recipient) => recipient.Address.LocalPart switch
    {
        "picky" => new(554, "5.6.0", "Not this"),
        "full" => new(452, "4.2.2", "Mailbox full"),
        "leaving" => new(421, "4.3.2", "Come back later"),
        _ => SmtpReplies.Accepted,
    };
}
