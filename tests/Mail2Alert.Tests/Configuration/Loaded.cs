using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration;

/// <summary>Loads a text as <c>mail2alert.yml</c>, in an environment of the test's own.</summary>
internal static class Loaded
{
    public static ConfigurationResult From(string text, params (string Name, string Value)[] environment) =>
        new ConfigurationLoader(name => environment.FirstOrDefault(variable => variable.Name == name).Value).Parse(text, "mail2alert.yml");

    public static Mail2AlertConfiguration Valid(string text, params (string Name, string Value)[] environment)
    {
        var result = From(text, environment);
        result.Problems.ShouldBeEmpty();
        return result.Configuration.ShouldNotBeNull();
    }

    /// <summary>What is wrong, as printed, without the name of the file.</summary>
    public static string[] Problems(string text, params (string Name, string Value)[] environment)
    {
        var result = From(text, environment);
        (result.Configuration is null).ShouldBe(result.Problems.Any(problem => problem.Severity == ProblemSeverity.Error));
        return [.. result.Problems.Select(problem => problem.ToString()["mail2alert.yml:".Length..])];
    }
}
