using System.CommandLine;
using Mail2Alert.Cli.Reports;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.RuleTests;

namespace Mail2Alert.Cli;

/// <summary><c>mail2alert check</c>: says everything that is wrong with the configuration, and starts nothing.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var command = new Command("check", "Check the configuration and say everything that is wrong with it") { config };
        command.SetAction(result => Run(
            result.GetValue(config), result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string? file, TextWriter output, TextWriter error)
    {
        var result = ConfigOption.Load(file, error);
        if (result.Configuration is not { } configuration || Tests(result, error) is not { HasErrors: false } tests)
            return ExitCode.Usage;
        output.WriteLine($"{result.File ?? "no file, defaults"}: OK");
        foreach (var line in Summary(configuration, tests))
            output.WriteLine($"  {line}");
        return ExitCode.Ok;
    }

    private static RuleTestFile Tests(ConfigurationResult result, TextWriter error)
    {
        var tests = new RuleTestLoader(result.Configuration!, Environment.GetEnvironmentVariable).Read(result.Tests, result.File ?? "");
        foreach (var problem in tests.Problems)
            error.WriteLine(problem);
        return tests;
    }

    private static IEnumerable<string> Summary(Mail2AlertConfiguration configuration, RuleTestFile tests)
    {
        foreach (var listener in configuration.Listeners)
            yield return ListenerLine.Of(listener);
        foreach (var mailbox in configuration.Mailboxes)
            yield return $"fetches mail from {mailbox.Terms.Place} ({mailbox.Terms.Name})";
        yield return configuration.Store is { } store
            ? $"keeps mail in {store.Path}, and acknowledges it {(configuration.Acknowledge == Acknowledgement.Stored ? "then" : "when it is delivered")}"
            : "keeps no mail (no store), and acknowledges it when it is delivered";
        yield return $"hands mail on to {configuration.Relay?.ToString() ?? "nobody (no relay)"}";
        foreach (var source in configuration.Sources)
            yield return $"source {source.Name}";
        yield return $"{configuration.Receivers.Count} receivers, {configuration.Routes.Sum(route => route.Tree.Count())} routes";
        if (tests.Tests.Count > 0)
            yield return $"{Brief.Count(tests.Tests.Count, "test")}, not run: mail2alert test";
    }
}
