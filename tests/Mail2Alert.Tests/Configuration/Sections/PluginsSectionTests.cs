using Mail2Alert.Cli;
using Mail2Alert.Configuration;
using Mail2Alert.Tests.Sources.Plugins;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class PluginsSectionTests : IDisposable
{
    private readonly PluginPlace _place = new();

    public PluginsSectionTests() => _place.Add("furnace");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_source_of_a_plugins_kind_has_its_settings_and_labels_for_routes()
    {
        var configuration = Loaded.Valid($$"""
            relay: mail.example.com
            plugins: { folder: {{_place.Path}}, time: 3s }
            sources: { heating: { kind: furnace, claim: { to: heating@example.com }, settings: { room: cellar } } }
            routes: [ { when: { room: cellar }, to: 'mailto:ops@example.com' } ]
            """);

        configuration.Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Plugin>().Settings.Within.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("{ kind: furnace, settings: { rom: x, room: y } }", "2:44: error: unknown key 'rom' in 'settings'; did you mean 'room'?")]
    [InlineData("{ kind: furnace }", "2:15: error: 'room' must be given")]
    [InlineData("{ kind: furnace, settings: { room: '9' } }", "2:50: error: 'room' expects a name")]
    [InlineData("{ kind: furnac }", "2:23: error: unknown kind of source 'furnac'; did you mean 'furnace'?")]
    [InlineData("{ kind: furnace, settings: { room: x }, key: y }", "2:55: error: 'key' is for sources that the file declares, and 'furnace' has code of its own")]
    public void Mistakes_are_told_where_they_are(string source, string expected) =>
        Loaded.Problems($"plugins: {_place.Path}\nsources: {{ a: {source} }}\n").ShouldBe([expected]);

    [Fact]
    public void A_folder_that_cannot_be_used_is_a_mistake() =>
        Loaded.Problems("plugins: /no/such/folder\n").ShouldBe(["1:10: error: the folder '/no/such/folder' does not exist"]);

    [Fact]
    public async Task Plugins_are_listed_and_tests_and_explanations_ask_them()
    {
        _place.Write("", "mail2alert.yml", $$"""
            plugins: {{_place.Path}}
            relay: mail.example.com
            sources: { heating: { kind: furnace, settings: { room: cellar } } }
            routes: [ { when: { status: firing }, to: 'mailto:ops@example.com' } ]
            tests:
              - name: heat is told
                mail: { to: a@example.com, subject: It is hot }
                expect: { told: 'mailto:ops@example.com', alert: { key: cellar, title: 'cellar: It is hot', room: cellar } }
            """);
        _place.Write("", "hot.eml", "From: a@example.com\nTo: b@example.com\nSubject: It is hot\n\n");

        (await RunAsync("sources", "list")).ShouldContain("furnace              the furnace in the cellar (plug-in Mail2Alert.TestPlugin.dll)");
        (await RunAsync("test")).ShouldContain("1 test: 1 passed, 0 failed");
        (await RunAsync("explain", Path.Combine(_place.Path, "hot.eml"))).ShouldContain("alert cellar: firing, error");
    }

    private async Task<string> RunAsync(params string[] command)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        await CommandLine.Create().Parse([.. command, "--config", Path.Combine(_place.Path, "mail2alert.yml")])
            .InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        error.ToString().ShouldBeEmpty();
        return output.ToString();
    }
}
