using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>Sends every category to one log: an exception that escapes the server is logged by Kestrel, not by us.</summary>
internal sealed class RecordingProvider(RecordingLogger<SmtpServer> log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => log;

    public void Dispose()
    {
    }
}
