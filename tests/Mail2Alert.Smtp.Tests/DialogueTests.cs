using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests;

/// <summary>The protocol by the sections of its RFCs: Dialogues/README.md.</summary>
public class DialogueTests
{
    // Enough to keep two cores busy; more only wait for each other.
    private static readonly ParallelOptions Bounded = new() { MaxDegreeOfParallelism = 8 };

    public static TheoryData<string> Names => [.. Dialogue.Names];

    // A dialogue that begins inside TLS has no octets to show on a socket.
    public static TheoryData<string> InClear => [.. Dialogue.Names.Where(name => !DialogueServer.IsEncrypted(Dialogue.Read(name)))];

    [Theory, MemberData(nameof(Names))]
    public async Task Line_by_line_each_line_gets_its_replies(string name)
    {
        var dialogue = Dialogue.Read(name);
        await using var client = DialogueServer.Connect(dialogue);

        Dialogue.WithoutIds(client.Received).ShouldBe(dialogue.Turns[0].Server);
        foreach (var turn in dialogue.Turns.Skip(1))
        {
            Dialogue.WithoutIds(await client.SendAsync(turn.Client)).ShouldBe(turn.Server, turn.Client);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Sent_in_one_piece_it_gets_the_same_replies(string name)
    {
        var dialogue = Dialogue.Read(name);
        await using var client = DialogueServer.Connect(dialogue);

        await client.SendAsync(dialogue.Client);

        Dialogue.WithoutIds(client.Received).ShouldBe(dialogue.Server);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Sent_byte_by_byte_it_gets_the_same_replies(string name)
    {
        var dialogue = Dialogue.Read(name);
        await using var client = DialogueServer.Connect(dialogue);

        foreach (var octet in dialogue.Client)
        {
            await client.SendAsync(octet.ToString());
        }

        Dialogue.WithoutIds(client.Received).ShouldBe(dialogue.Server);
    }

    [Theory, MemberData(nameof(InClear))]
    public async Task Over_a_socket_it_gets_the_same_replies(string name)
    {
        var dialogue = Dialogue.Read(name);
        await using var server = await SocketServer.StartAsync(dialogue);

        (await server.SendAsync(dialogue.Client, 0, dialogue.ServerLength)).Replies.ShouldBe(dialogue.Server);
    }

    [Theory, MemberData(nameof(InClear))]
    public async Task Over_a_socket_cut_in_two_anywhere_it_gets_the_same_replies_and_moves_the_same_messages(string name)
    {
        var dialogue = Dialogue.Read(name);
        await using var server = await SocketServer.StartAsync(dialogue);
        var whole = await server.SendAsync(dialogue.Client, 0, dialogue.ServerLength);

        await Parallel.ForAsync(1, dialogue.Client.Length, Bounded, async (cut, _) =>
        {
            var exchange = await server.SendAsync(dialogue.Client, cut, dialogue.ServerLength);
            exchange.Replies.ShouldBe(dialogue.Server, $"cut at {cut}");
            exchange.Messages.ShouldBe(whole.Messages, $"cut at {cut}");
        });
    }
}
