using Mail2Alert.Smtp.Sessions;

namespace Mail2Alert.Smtp.Telemetry;

/// <summary>Limits in metrics and the log.</summary>
internal static class SmtpLimitNames
{
    public static string Of(SmtpLimit limit) => limit switch
    {
        SmtpLimit.None => "none",
        SmtpLimit.MessageSize => "message_size",
        SmtpLimit.Memory => "memory",
        SmtpLimit.Spool => "spool",
        SmtpLimit.Recipients => "recipients",
        SmtpLimit.Chunks => "chunks",
        SmtpLimit.LineLength => "line_length",
        SmtpLimit.Connections => "connections",
        SmtpLimit.ConnectionsPerAddress => "connections_per_address",
        SmtpLimit.Errors => "errors",
        SmtpLimit.ErrorDelay => "error_delay",
        SmtpLimit.JunkCommands => "junk_commands",
        SmtpLimit.Commands => "commands",
        SmtpLimit.Messages => "messages",
        SmtpLimit.LoginFailures => "login_failures",
        SmtpLimit.Lockout => "lockout",
        SmtpLimit.CommandTime => "command_time",
        SmtpLimit.DataTime => "data_time",
        SmtpLimit.DataRate => "data_rate",
        SmtpLimit.MessageTime => "message_time",
        SmtpLimit.SessionTime => "session_time",
        SmtpLimit.HandshakeTime => "handshake_time",
        SmtpLimit.ProxyTime => "proxy_time",
        SmtpLimit.FarewellTime => "farewell_time",
        SmtpLimit.ShutdownTime => "shutdown_time",
    };
}
