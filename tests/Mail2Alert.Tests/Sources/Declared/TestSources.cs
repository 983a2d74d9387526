using Mail2Alert.Configuration.Sections;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Declared;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Sources.Declared;

internal static class TestSources
{
    private static readonly SourceDefinition[] BuiltIn = [.. BuiltInSources.All.Select(source => source.Definition)];

    /// <summary>One that recognises what it can, as the program puts it together.</summary>
    public static ISource Auto() => new ServiceCollection()
        .AddLogging()
        .AddAuto("auto", new Claim([], []), BuiltIn)
        .BuildServiceProvider()
        .GetRequiredService<ISource>();
}
