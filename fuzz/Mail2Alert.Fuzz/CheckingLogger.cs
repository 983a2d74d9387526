using System.Globalization;
using Mail2Alert.Smtp;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Fuzz;

/// <summary>No line may report a bug, or hold a character that steers whatever shows it.</summary>
internal sealed class CheckingLogger : ILogger<SmtpServer>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Promise.Holds(exception is null && logLevel < LogLevel.Error, $"no error in the log: {formatter(state, exception)} {exception}");
        Promise.Holds(!formatter(state, exception).Any(IsInvisible));
    }

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
