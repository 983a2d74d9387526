using System.Text.Json;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

public sealed class ExplainTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "explain.md"));

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task The_page_shows_what_is_printed()
    {
        Write();

        var explained = await Mail2AlertCommand.RunAsync(["explain", "backup.eml"], _directory.Path);

        explained.ExitCode.ShouldBe(0, explained.Error);
        explained.Output.Trim().ShouldBe(Block("text").Trim());
    }

    [Fact]
    public async Task The_page_shows_what_is_printed_for_the_file_of_mail2alert_py()
    {
        const string Title = "## The file of mail2alert-py";
        _directory.Write("configuration.yml", Block("yaml", Title));
        _directory.Write("backup.eml", Block("eml", "this `backup.eml`:"));
        _directory.Write("broken.eml", Block("eml", "this `broken.eml`:"));

        var explained = await Mail2AlertCommand.RunAsync(["explain", "--config", "configuration.yml", "backup.eml", "broken.eml"], _directory.Path);

        explained.ExitCode.ShouldBe(0, explained.Error);
        explained.Output.Trim().ShouldBe(Block("text", Title).Trim());
    }

    [Fact]
    public async Task Programs_read_the_same_as_json()
    {
        Write();

        var explained = await Mail2AlertCommand.RunAsync(["explain", "backup.eml", "--json", "--to", "nas-alerts@example.com"], _directory.Path);

        using var json = JsonDocument.Parse(explained.Output);
        var mail = json.RootElement[0];
        mail.GetProperty("alert").GetProperty("status").GetString().ShouldBe("info");
        var condition = mail.GetProperty("routes")[0].GetProperty("condition");
        condition.GetProperty("verdict").GetString().ShouldBe("no");
        condition.GetProperty("saw").GetString().ShouldBe("Backup of vault finished");
        mail.GetProperty("deliveries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_in_a_sentence()
    {
        Write();
        _directory.Write("nobody.eml", "Subject: to whom?\n\n");

        var missing = await Mail2AlertCommand.RunAsync(["explain", "missing.eml"], _directory.Path);
        var nobody = await Mail2AlertCommand.RunAsync(["explain", "nobody.eml"], _directory.Path);

        missing.ExitCode.ShouldBe(2);
        missing.Error.ShouldContain("missing.eml");
        nobody.ExitCode.ShouldBe(2);
        nobody.Error.ShouldContain("name the recipient with --to");
    }

    public void Dispose() => _directory.Dispose();

    private void Write()
    {
        _directory.Write("mail2alert.yml", Block("yaml"));
        _directory.Write("backup.eml", Block("eml"));
    }

    /// <param name="language">The block's.</param>
    /// <param name="below">What stands somewhere above it; the first block of the page without.</param>
    private static string Block(string language, string below = "")
    {
        var start = Page.IndexOf($"```{language}\n", Page.IndexOf(below, StringComparison.Ordinal), StringComparison.Ordinal) + language.Length + 4;
        return Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
