using System.Text.Json.Nodes;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Apprise;
using Mail2Alert.Tests.Channels.Exec;

namespace Mail2Alert.Tests.Channels.Apprise;

public sealed class BridgeTests : IDisposable
{
    private const string Url = "unheardof://secret@place/#ops?x=1";

    private readonly HandlerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_URL_that_nobody_knows_goes_to_the_server_alone()
    {
        var telling = new Telling { Settings = new ChannelSettings { Apprise = new AppriseSettings.Server(new Uri("http://127.0.0.1:8000/")) } };
        telling.Web.Answers(200, """{"error":""}""");

        (await telling.TellAsync(Url)).ShouldBe(new Outcome.Delivered());

        telling.Web.Last.Address.ShouldBe("http://127.0.0.1:8000/notify");
        JsonNode.DeepEquals(telling.Web.Last.Json, new JsonObject
        {
            ["urls"] = Url,
            ["title"] = "Disk full",
            ["body"] = "/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2",
            ["type"] = "failure",
            ["format"] = "text",
        }).ShouldBeTrue(telling.Web.Last.Body);
    }

    [Fact]
    public async Task The_command_gets_the_URL_by_a_file_of_ours_alone_and_the_text_by_standard_input()
    {
        var command = _folder.Write("apprise", $"""
            printf '%s\n' "$@" > {_folder.Of("arguments")}
            cat > {_folder.Of("text")}
            file=$(printf '%s' "$1" | sed 's/^--config=//')
            cp "$file" {_folder.Of("configuration")}
            stat -c '%a' "$(dirname "$file")" > {_folder.Of("mode")}
            """);

        (await Telling(command).TellAsync(Url)).ShouldBe(new Outcome.Delivered());

        Read("arguments").ShouldNotContain("secret");
        Read("arguments").ShouldContain("--title=Disk full\n--notification-type=failure\n--input-format=text\n");
        Read("text").ShouldBe("/var is at 97% <b>&</b>\nline2\nhost: nas1\nhttps://nas.example.com/disk?id=1&x=2");
        (Read("configuration"), Read("mode")).ShouldBe(($"{Url}\n", "700\n"));
    }

    [Theory]
    [InlineData(1, "Retry")]
    [InlineData(2, "Failed")]
    [InlineData(3, "Failed")]
    [InlineData(127, "Retry")]
    public async Task Exit_codes_are_judged(int code, string outcome) =>
        (await Telling(_folder.Write("apprise", $"exit {code}")).TellAsync(Url)).GetType().Name.ShouldBe(outcome);

    [Fact]
    public async Task What_it_complains_of_is_told_without_URLs()
    {
        (await Telling(_folder.Write("apprise", "echo 'no such room' >&2; exit 1")).TellAsync(Url)).ShouldBe(new Outcome.Retry("Apprise ended with 1, no such room"));
        (await Telling(_folder.Write("apprise", $"echo 'bad {Url}' >&2; exit 1")).TellAsync(Url)).ShouldBe(new Outcome.Retry("Apprise ended with 1"));
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_asked_for_later() =>
        (await Telling(_folder.Of("none")).TellAsync(Url)).ShouldBeOfType<Outcome.Retry>().Why.ShouldContain("check 'command' of 'apprise'");

    [Fact]
    public void Nothing_of_the_URL_is_shown() =>
        TargetGrammar.Parse(Url, new ChannelSettings { Apprise = new AppriseSettings.Command("/x") }).Targets.ShouldHaveSingleItem().Text.ShouldBe("unheardof://***");

    [Fact]
    public void Without_Apprise_it_is_said_what_is_missing() =>
        TargetGrammar.Parse(Url).Mistake.ShouldEndWith("what only Apprise knows needs `channels: { apprise: … }`");

    [Fact]
    public void No_second_line_gets_into_its_file() =>
        TargetGrammar.Parse("unheardof://a\ninclude file:///etc/passwd", new ChannelSettings { Apprise = new AppriseSettings.Command("/x") }).Mistake.ShouldNotBeNull();

    private static Telling Telling(string command) => new() { Settings = new ChannelSettings { Apprise = new AppriseSettings.Command(command) } };

    private string Read(string file) => File.ReadAllText(_folder.Of(file));
}
