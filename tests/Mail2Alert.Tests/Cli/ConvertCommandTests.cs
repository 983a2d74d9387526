using Mail2Alert.Cli;
using Mail2Alert.Tests.Cli.RuleTests;
using Mail2Alert.Tests.Configuration.Mailrise;

namespace Mail2Alert.Tests.Cli;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly RuleFolder _folder = new();

    public ConvertCommandTests() => _folder.Write("old.yml", MailriseExamples.Usual);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writes_a_file_that_only_those_may_read_who_could_read_the_old_one()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(InFolder("old.yml"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await ConvertAsync("old.yml", "--output", "new.yml")).ShouldBe((ExitCode.Ok, ""));

        (await File.ReadAllTextAsync(InFolder("new.yml"), TestContext.Current.CancellationToken)).ShouldContain("recipients:");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(InFolder("new.yml")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Overwrites_nothing()
    {
        _folder.Write("new.yml", "mine");

        (await ConvertAsync("old.yml", "--output", "new.yml")).Code.ShouldBe(ExitCode.Usage);

        (await File.ReadAllTextAsync(InFolder("new.yml"), TestContext.Current.CancellationToken)).ShouldBe("mine");
    }

    [Fact]
    public async Task Says_of_a_file_that_is_not_there() => (await ConvertAsync("none.yml")).Code.ShouldBe(ExitCode.Usage);

    private async Task<(int Code, string Output)> ConvertAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] command = ["convert", .. arguments.Select(argument => argument.EndsWith(".yml", StringComparison.Ordinal) ? InFolder(argument) : argument)];
        var code = await CommandLine.Create().Parse(command)
            .InvokeAsync(new() { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    private string InFolder(string file) => Path.Combine(_folder.Path, file);
}
