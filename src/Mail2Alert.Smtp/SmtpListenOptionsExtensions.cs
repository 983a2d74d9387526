using System.Diagnostics.Metrics;
using Mail2Alert.Smtp;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Found where set-up code looks for it.
namespace Microsoft.AspNetCore.Hosting;
#pragma warning restore IDE0130

/// <summary>Puts SMTP servers on the addresses that Kestrel listens on.</summary>
public static class SmtpListenOptionsExtensions
{
    /// <summary>Serves SMTP here, as <c>AddSmtpServer</c> set it up.</summary>
    /// <param name="listen">The address.</param>
    public static ListenOptions UseSmtp(this ListenOptions listen) => listen.UseSmtp(SmtpListener.Default);

    /// <summary>Serves SMTP here by one of several servers, as <c>AddSmtpServer</c> set it up.</summary>
    /// <param name="listen">The address.</param>
    /// <param name="name">The server's name.</param>
    public static ListenOptions UseSmtp(this ListenOptions listen, string name) => listen.UseSmtp(SmtpListener.Default, name);

    /// <summary>Serves SMTP here, as <c>AddSmtpServer</c> set it up, with what holds for this address alone.</summary>
    /// <param name="listen">The address.</param>
    /// <param name="listener">What holds here.</param>
    /// <exception cref="OptionsValidationException">The listener asks for what the server does not have; the message says what.</exception>
    public static ListenOptions UseSmtp(this ListenOptions listen, SmtpListener listener) => listen.UseSmtp(listener, Options.DefaultName);

    /// <summary>Serves SMTP here by one of several servers, with what holds for this address alone.</summary>
    /// <param name="listen">The address.</param>
    /// <param name="listener">What holds here.</param>
    /// <param name="name">The server's name.</param>
    /// <exception cref="OptionsValidationException">The listener asks for what the server does not have; the message says what.</exception>
    public static ListenOptions UseSmtp(this ListenOptions listen, SmtpListener listener, string name) =>
        listen.UseSmtp(listen.ApplicationServices.GetRequiredKeyedService<SmtpServer>(name), listener);

    /// <summary>
    /// Serves SMTP on connections that come from elsewhere, over a pipe in memory say, by the server that <c>AddSmtpServer</c> set up: its bounds,
    /// logins and metrics hold for them, too.
    /// </summary>
    /// <param name="connections">Where they are built; its services are the program's.</param>
    /// <param name="listener">What holds here.</param>
    /// <exception cref="OptionsValidationException">The listener asks for what the server does not have; the message says what.</exception>
    public static IConnectionBuilder UseSmtp(this IConnectionBuilder connections, SmtpListener listener)
    {
        var server = connections.ApplicationServices.GetRequiredKeyedService<SmtpServer>(Options.DefaultName);
        SmtpServerOptionsValidator.ThrowIfInvalid(listener, server.Options);
        return connections.Run(new SmtpConnectionHandler(server, listener).OnConnectedAsync);
    }

    /// <summary>Serves SMTP here, with nothing registered before.</summary>
    /// <param name="listen">The address.</param>
    /// <param name="handler">What to do with the mail.</param>
    /// <param name="options">Names, bounds and clocks; the defaults when null.</param>
    /// <param name="listener">What holds here; <see cref="SmtpListener.Default"/> when null.</param>
    /// <exception cref="OptionsValidationException">An option is out of bounds; the message names it.</exception>
    public static ListenOptions UseSmtp(
        this ListenOptions listen, ISmtpHandler handler, SmtpServerOptions? options = null, SmtpListener? listener = null)
    {
        var services = listen.ApplicationServices;
        var server = new SmtpServer(
            handler,
            options ?? new SmtpServerOptions(),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<IMeterFactory>(),
            services.GetRequiredService<ILogger<SmtpServer>>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger(SmtpTrace.Category));
        return listen.UseSmtp(server, listener ?? SmtpListener.Default);
    }

    private static ListenOptions UseSmtp(this ListenOptions listen, SmtpServer server, SmtpListener listener)
    {
        SmtpServerOptionsValidator.ThrowIfInvalid(listener, server.Options);
        listen.Run(new SmtpConnectionHandler(server, listener).OnConnectedAsync);
        return listen;
    }
}
