using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Found where set-up code looks for it.
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Registers SMTP servers.</summary>
public static class SmtpServiceCollectionExtensions
{
    /// <summary>Registers the SMTP server that <c>ListenOptions.UseSmtp()</c> puts on addresses, with every option at its default.</summary>
    /// <typeparam name="THandler">What to do with the mail; one instance serves all connections.</typeparam>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddSmtpServer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services)
        where THandler : class, ISmtpHandler =>
        services.AddSmtpServer<THandler>(static _ => { });

    /// <summary>Registers the SMTP server that <c>ListenOptions.UseSmtp()</c> puts on addresses.</summary>
    /// <typeparam name="THandler">What to do with the mail; one instance serves all connections.</typeparam>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddSmtpServer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, Action<SmtpServerOptions> configure)
        where THandler : class, ISmtpHandler =>
        services.AddSmtpServer<THandler>(Options.Options.DefaultName, configure);

    /// <summary>Registers one of several SMTP servers; <c>ListenOptions.UseSmtp(name)</c> puts it on addresses.</summary>
    /// <typeparam name="THandler">What to do with the mail; one instance serves all connections.</typeparam>
    /// <param name="services">The program's services.</param>
    /// <param name="name">Tells the servers of a program apart; also the name of its <see cref="SmtpServerOptions"/>.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddSmtpServer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IServiceCollection services, string name, Action<SmtpServerOptions> configure)
        where THandler : class, ISmtpHandler
    {
        services.AddOptions<SmtpServerOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmtpServerOptions>, SmtpServerOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<THandler>();
        services.AddKeyedSingleton(name, static (provider, key) => new SmtpServer(
            provider.GetRequiredService<THandler>(),
            provider.GetRequiredService<IOptionsMonitor<SmtpServerOptions>>().Get((string)key!),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILogger<SmtpServer>>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger(SmtpTrace.Category)));
        return services;
    }
}
