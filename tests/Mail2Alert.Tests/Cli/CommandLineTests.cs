using Mail2Alert.Cli;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public void The_ancestors_options_are_commands()
    {
        CommandLine.Modern(["--serve"]).ShouldBe(["serve"]);
        CommandLine.Modern(["--test"]).ShouldBe(["report", "--yaml"]);
        CommandLine.Modern([]).ShouldBe(["--help"]);
        CommandLine.Modern(["check", "-c", "x"]).ShouldBe(["check", "-c", "x"]);
    }

    [Fact]
    public void The_help_names_every_command()
    {
        using var output = new StringWriter();
        CommandLine.Create().Parse("--help").Invoke(new() { Output = output });

        foreach (var command in (string[])["serve", "check", "test", "report", "clients", "queue", "replay", "sources", "backup", "restore", "ready", "hash-password", "convert", "demo"])
            output.ToString().ShouldContain(command);
    }

    [Fact]
    public void Each_command_is_made_by_itself_when_it_is_called_by_its_name()
    {
        foreach (var name in CommandLine.Create().Subcommands.Select(command => command.Name))
            CommandLine.CreateFor([name, "--help"]).Subcommands.ShouldHaveSingleItem().Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serv")]
    public void Who_calls_none_hears_of_all_of_them(string word) =>
        CommandLine.CreateFor([word]).Subcommands.Count.ShouldBe(CommandLine.Create().Subcommands.Count);

    [Theory]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("WARNING", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("FATAL", LogLevel.Critical)]
    [InlineData("CRITICAL", LogLevel.Critical)]
    [InlineData("debug", LogLevel.Information)]
    [InlineData("nonsense", LogLevel.Information)]
    [InlineData(null, LogLevel.Information)]
    public void LOGLEVEL_takes_Pythons_names_in_capitals(string? name, LogLevel level) => LogSetup.Level(name).ShouldBe(level);
}
