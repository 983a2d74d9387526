using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.CommandLine;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_shows_the_exchanges_the_reasons_and_who_was_told()
    {
        var demo = await Mail2AlertCommand.RunAsync(["demo", "--once", "--port", "0"]);
        demo.ExitCode.ShouldBe(0, demo.Error);
        foreach (var text in (string[])["Notifier", "GoCD API", "▶", "◀", "SEND", "ACK", "why ", "told  mailto:shop-team@example.com: delivered", "told  nobody"])
            demo.Output.ShouldContain(text);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData]
    public async Task The_help_lists_the_commands(params string[] arguments)
    {
        var help = await Mail2AlertCommand.RunAsync(arguments);
        help.ExitCode.ShouldBe(0, help.Error);
        foreach (var command in (string[])["serve", "check", "report", "demo"])
            help.Output.ShouldContain($"  {command} ");
    }

    [Fact]
    public async Task An_unknown_command_is_refused()
    {
        var refused = await Mail2AlertCommand.RunAsync(["sevre"]);
        refused.ExitCode.ShouldNotBe(0);
        refused.Error.ShouldContain("sevre");
    }
}
