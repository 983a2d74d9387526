using Mail2Alert.Configuration;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Authentication;

namespace Mail2Alert;

/// <summary>Hands the administrator's bounds to the SMTP server.</summary>
internal static class SmtpLimits
{
    public static void Apply(LimitSettings limits, SmtpServerOptions options)
    {
        options.MaxMessageSize = limits.MessageSize;
        options.MaxBytesInFlight = limits.Memory;
        options.SpoolThreshold = limits.SpoolThreshold;
        options.MaxSpoolBytes = limits.Spool;
        options.SpoolDirectory = limits.SpoolDirectory;
        options.MaxRecipients = limits.Recipients;
        options.MaxLineLength = limits.LineLength;
        options.MaxConnections = limits.Connections;
        options.MaxConnectionsPerAddress = limits.ConnectionsPerAddress;
        options.MaxErrors = limits.Errors;
        options.ErrorsBeforeDelay = limits.ErrorsBeforeDelay;
        options.ErrorDelay = limits.ErrorDelay;
        options.MaxJunkCommands = limits.JunkCommands;
        options.MaxCommandsPerSession = limits.Commands;
        options.MaxMessagesPerSession = limits.Messages;
        ApplyTimes(limits, options);
    }

    public static void Apply(LoginLimitSettings limits, SmtpAuthenticationOptions options)
    {
        options.MaxFailuresPerSession = limits.Failures;
        options.MaxFailures = limits.FailuresPerAddress;
        options.FailureWindow = limits.Window;
        options.LockoutTime = limits.LockoutTime;
        options.MaxDelay = limits.Delay;
    }

    private static void ApplyTimes(LimitSettings limits, SmtpServerOptions options)
    {
        options.MaxSessionTime = limits.SessionTime;
        options.MaxMessageTime = limits.MessageTime;
        options.MinDataRate = limits.DataRate;
        options.CommandTimeout = limits.CommandTimeout;
        options.DataTimeout = limits.DataTimeout;
        options.ProxyTimeout = limits.ProxyTimeout;
        options.ShutdownTimeout = limits.ShutdownTime;
    }
}
