using Mail2Alert.Sources.Declared.Lookups;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Sources.Declared;

internal static class DeclaredServices
{
    /// <summary>Adds a source that reads as a definition says.</summary>
    public static IServiceCollection AddDeclared(this IServiceCollection services, string name, Claim claim, SourceDefinition definition)
    {
        if (definition.Lookups.Count == 0)
            return services.AddSingleton<ISource>(new DeclaredSource(name, claim, definition));
        services.AddLookups(name, definition.Lookups);
        return services.AddSingleton<ISource>(provider =>
            new DeclaredSource(name, claim, definition, provider.CreateLookups(name, definition.Lookups)));
    }

    /// <summary>Adds a source that finds out who sent a mail.</summary>
    public static IServiceCollection AddAuto(
        this IServiceCollection services, string name, Claim claim, IEnumerable<SourceDefinition> definitions)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LookupMetrics>();
        return services.AddSingleton<ISource>(provider => new AutoSource(name, claim, definitions, new GoCdSource(
            new GoCdSettings { Name = "gocd", Claim = claim },
            lookups: null,
            provider.GetRequiredService<LookupMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GoCdSource>>())));
    }
}
