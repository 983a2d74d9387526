using System.CommandLine;
using Mail2Alert.Cli;
using Mail2Alert.Configuration.Sections;
using Mail2Alert.Tests.Configuration;

namespace Mail2Alert.Tests.Cli.Sources;

public sealed class SourcesCommandTests
{
    [Fact]
    public void Lists_all_that_is_built_in()
    {
        var (code, output, _) = Run("sources", "list");

        code.ShouldBe(0);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ShouldBe(BuiltInSources.Names);
    }

    [Fact]
    public void Shows_one_as_it_is_written() =>
        Run("sources", "show", "smartd").Output.ShouldStartWith("about: smartd of smartmontools");

    [Theory]
    [InlineData("gocd")]
    [InlineData("mail")]
    [InlineData("auto")]
    public void Shows_how_one_is_configured_that_has_code_of_its_own(string name) =>
        Loaded.Valid(Run("sources", "show", name).Output).Sources.ShouldHaveSingleItem().Name.ShouldBe(name);

    [Fact]
    public void Says_which_one_may_be_meant()
    {
        var (code, _, error) = Run("sources", "show", "smart");

        code.ShouldBe(2);
        error.ShouldBe("mail2alert: there is no built-in source smart; did you mean 'smartd'?\n");
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
