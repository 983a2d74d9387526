using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests;

public class DialogueTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Dialogues");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory, MemberData(nameof(Names))]
    public async Task Line_by_line_each_line_gets_its_replies(string name)
    {
        await using var client = new TestServer().Connect();

        Dialogue.WithoutIds(client.Received).ShouldBe(Read(name).Turns[0].Server);
        foreach (var turn in Read(name).Turns.Skip(1))
        {
            Dialogue.WithoutIds(await client.SendAsync(turn.Client)).ShouldBe(turn.Server, turn.Client);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Sent_in_one_piece_it_gets_the_same_replies(string name)
    {
        await using var client = new TestServer().Connect();

        await client.SendAsync(Read(name).Client);

        Dialogue.WithoutIds(client.Received).ShouldBe(Read(name).Server);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Sent_byte_by_byte_it_gets_the_same_replies(string name)
    {
        await using var client = new TestServer().Connect();

        foreach (var octet in Read(name).Client)
        {
            await client.SendAsync(octet.ToString());
        }

        Dialogue.WithoutIds(client.Received).ShouldBe(Read(name).Server);
    }

    private static Dialogue Read(string name) => Dialogue.Parse(File.ReadAllText(Path.Combine(Folder, name + ".txt")));
}
