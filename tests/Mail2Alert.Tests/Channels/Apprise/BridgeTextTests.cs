using CsCheck;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Apprise;
using Mail2Alert.Tests.Channels.Exec;

namespace Mail2Alert.Tests.Channels.Apprise;

/// <summary>What Apprise gets of any mail: no more than it takes, in the places that it has for it.</summary>
public sealed class BridgeTextTests : IDisposable
{
    private const string Url = "unheardof://secret@place";

    private readonly HandlerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Its_server_gets_no_text_that_is_too_long_or_torn_apart() => Gen.Select(Posted.Texts, Posted.Texts).SampleAsync(
        async (first, second) =>
        {
            var telling = new Telling { Settings = new ChannelSettings { Apprise = new AppriseSettings.Server(new Uri("http://127.0.0.1:8000/")) } };
            await telling.TellAsync(Url, Telling.Alert with { Title = first, Text = second });

            var body = telling.Web.Last.Json.AsObject();
            body.Select(member => member.Key).ShouldBe(["urls", "title", "body", "type", "format"]);
            (body["urls"]!.GetValue<string>(), body["type"]!.GetValue<string>(), body["format"]!.GetValue<string>()).ShouldBe((Url, "failure", "text"));
            body["title"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(250);
            body["body"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(32_768);
            telling.Web.Last.Body.ShouldNotContain('\uFFFD');
        },
        iter: 25);

    [Fact]
    public async Task Its_command_gets_one_argument_for_the_title_whatever_that_says()
    {
        var command = _folder.Write("apprise", $"printf %s \"$#\" > {_folder.Of("count")}; printf %s \"$2\" > {_folder.Of("title")}; cat > {_folder.Of("text")}");
        await Gen.Select(Posted.Texts, Posted.Texts).SampleAsync(
            async (first, second) =>
            {
                (await new Telling { Settings = new ChannelSettings { Apprise = new AppriseSettings.Command(command) } }
                    .TellAsync(Url, Telling.Alert with { Title = $"-a\0 {first}", Text = second })).ShouldBe(new Outcome.Delivered());

                Read("count").ShouldBe("4", "configuration, title, type and format, and nothing that a mail adds");
                Read("title").ShouldStartWith("--title=-a");
                Read("title").Length.ShouldBeLessThanOrEqualTo(250 + "--title=".Length);
                Read("text").Length.ShouldBeLessThanOrEqualTo(32_768);
                (Read("title") + Read("text")).ShouldNotContain('\uFFFD');
            },
            iter: 15,
            threads: 1);
    }

    [Fact]
    public async Task Hostile_text_arrives_as_it_is()
    {
        var command = _folder.Write("apprise", $"cat > {_folder.Of("text")}");

        await new Telling { Settings = new ChannelSettings { Apprise = new AppriseSettings.Command(command) } }.TellAsync(Url, Telling.Alert with { Text = Telling.Hostile });

        Read("text").ShouldContain(Telling.Hostile.Trim());
    }

    private string Read(string name) => File.ReadAllText(_folder.Of(name));
}
