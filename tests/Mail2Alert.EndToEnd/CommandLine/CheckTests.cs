using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

public sealed class CheckTests
{
    private const string Good = """
        relay: smtp://mail.example.com
        sources:
          gocd: { claim: { to: alerts@example.com }, url: 'https://gocd.example.com/go' }
        receivers:
          blue: mailto:blue@example.com
        routes:
          - { when: { event: BREAKS }, to: blue }
        """;

    private const string Bad = """
        rely: smtp://mail.example.com
        listeners: smtp://127.0.0.1:99999
        sources:
          gocd: { claim: { to: alerts@example.com } }
        receivers:
          blue: blue@example.com
        routes:
          - { when: { evnt: BREAKS }, to: bleu }
        """;

    [Fact]
    public async Task A_good_file_is_said_to_be_good()
    {
        var checkedFile = await CheckAsync(Good);
        checkedFile.ExitCode.ShouldBe(0, checkedFile.Error);
        checkedFile.Output.ShouldContain("mail2alert.yml: OK");
        checkedFile.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_mistakes_of_a_bad_file_are_told_at_once_each_with_its_place()
    {
        var checkedFile = await CheckAsync(Bad);
        checkedFile.ExitCode.ShouldBe(2);
        var errors = checkedFile.Error.Split('\n').Where(line => line.Contains(" error: ", StringComparison.Ordinal)).ToList();
        errors.ShouldAllBe(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^mail2alert\.yml:\d+:\d+: error: "));
        foreach (var place in (string[])["mail2alert.yml:1:1:", "mail2alert.yml:2:12:", "mail2alert.yml:6:9:", "mail2alert.yml:8:15:", "mail2alert.yml:8:35:"])
            errors.ShouldContain(line => line.StartsWith(place, StringComparison.Ordinal), place);
        checkedFile.Error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("relay: [")]
    [InlineData("just a text")]
    [InlineData("\u0001")]
    [InlineData("a: &a [*a]")]
    public async Task What_is_not_a_configuration_at_all_is_told_without_a_stack_trace(string text)
    {
        var checkedFile = await CheckAsync(text);
        checkedFile.ExitCode.ShouldBe(2);
        checkedFile.Error.ShouldContain(" error: ");
        checkedFile.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_by_name()
    {
        var checkedFile = await Mail2AlertCommand.RunAsync(["check", "--config", "/nowhere/mail2alert.yml"]);
        checkedFile.ExitCode.ShouldBe(2);
        checkedFile.Error.ShouldContain("/nowhere/mail2alert.yml");
        checkedFile.Error.ShouldNotContain("   at ");
    }

    private static async Task<Finished> CheckAsync(string text)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("mail2alert.yml", text);
        return await Mail2AlertCommand.RunAsync(["check"], directory.Path);
    }
}
