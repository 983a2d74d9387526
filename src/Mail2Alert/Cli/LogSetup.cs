using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Mail2Alert.Cli;

/// <summary>Logging for a program that runs under a service manager: one line a record, on standard error, as much as LOGLEVEL asks for.</summary>
internal static class LogSetup
{
    public const string Variable = "LOGLEVEL";

    public static void Apply(ILoggingBuilder logging) => Apply(logging, Level(Environment.GetEnvironmentVariable(Variable)));

    private static void Apply(ILoggingBuilder logging, LogLevel level) => logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", AtLeast(level, LogLevel.Warning))
        // That it could not start is said by the command itself, in a sentence instead of a stack.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddFilter("System.Net.Http", AtLeast(level, LogLevel.Warning))
        .AddFilter(SmtpTrace.Category, LogLevel.Information) // Whoever asks for it by `trace` wants to see it.
        .AddFilter("Polly", LogLevel.None) // A lookup that fails after its retries says so itself, in a sentence.
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        })
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    // A filter on a category counts for more than the level as a whole.
    private static LogLevel AtLeast(LogLevel level, LogLevel least) => level > least ? level : least;

    /// <summary>Python's level names, in capitals, as mail2alert-py read them; anything else is INFO.</summary>
    public static LogLevel Level(string? name) => name switch
    {
        "DEBUG" => LogLevel.Debug,
        "WARNING" or "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };
}
