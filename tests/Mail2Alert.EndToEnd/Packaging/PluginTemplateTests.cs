using System.Text.RegularExpressions;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Packaging;

/// <summary>
/// Does what docs/plugins.md says, from the packed template and the packed contract alone: nothing is fetched, and nothing stays in the user's folders.
/// </summary>
public sealed class PluginTemplateTests : IDisposable
{
    private const string Place = "/usr/local/lib/mail2alert";

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "plugins.md"));

    private readonly TemporaryDirectory _directory = new();

    private string? _where;

    private string Packages => Path.Combine(_directory.Path, "packages");

    private string Plugins => Path.Combine(_directory.Path, "plugins");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_page_leads_from_the_template_to_an_alert()
    {
        await PackAsync("src/Mail2Alert.Plugins");
        await PackAsync("templates");
        _directory.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{Restored}" /></fallbackPackageFolders>
            </configuration>
            """);
        foreach (var command in Block("sh").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await FollowAsync(command.Replace("Mail2Alert.Templates", Path.Combine(Packages, "Mail2Alert.Templates.0.1.0.nupkg"), StringComparison.Ordinal).Replace(Place, Plugins, StringComparison.Ordinal));

        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync(Configuration(relay.Port));
        foreach (var subject in (string[])["web1: disk is fine", "web9: disk is full", "web1: disk is full"])
            (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject(subject, "cellar@example.com"))).Code.ShouldBe(250);

        // The route asks for a host and an event, which only the plug-in says.
        var told = await relay.NextAsync();
        (told.Recipients[0], told.Field("Subject")).ShouldBe(("ops@example.com", "web1: disk is full"));
    }

    // Where this repository's own packages were restored to.
    private static string Restored => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private string Configuration(int relay) => $"""
        listeners: smtp://127.0.0.1:0
        store: none
        {Block("yaml").Replace("relay: mail.example.com", $"relay: smtp://127.0.0.1:{relay}", StringComparison.Ordinal).Replace(Place, Plugins, StringComparison.Ordinal)}
        """;

    private Task PackAsync(string project) =>
        DoAsync($"dotnet pack {Path.Combine(Repository.Root, project)} --output {Packages} --artifacts-path {Path.Combine(_directory.Path, "built")}");

    private Task FollowAsync(string command)
    {
        if (!command.StartsWith("cd ", StringComparison.Ordinal))
            return DoAsync(command);
        _where = Path.Combine(_directory.Path, command[3..]);
        return Task.CompletedTask;
    }

    private async Task DoAsync(string command)
    {
        var words = command.Split(' ');
        var finished = await Peer.RunAsync(words[0], words[1..], directory: _where ?? _directory.Path, environment: new Dictionary<string, string>
        {
            ["DOTNET_CLI_HOME"] = _directory.Path,
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            // No server of the compiler's stays behind.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
        }.Concat(command.Contains(" pack ", StringComparison.Ordinal) ? [] : [KeyValuePair.Create("NUGET_PACKAGES", Path.Combine(_directory.Path, "restored"))]).ToDictionary());
        finished.ExitCode.ShouldBe(0, $"{command}\n{finished.Output}{finished.Error}");
    }

    private static string Block(string language) => Regex.Match(Page, $"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
}
