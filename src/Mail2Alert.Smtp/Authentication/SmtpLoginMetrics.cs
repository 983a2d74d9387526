using System.Diagnostics.Metrics;
using Mail2Alert.Smtp.Telemetry;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>The part of the meter that tells of logins.</summary>
internal sealed class SmtpLoginMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _logins = meters.Create(SmtpMetrics.MeterName)
        .CreateCounter<long>("smtp.server.logins", "{login}", "Attempts to log in, by mechanism and result.");

    public void Ended(string mechanism, SmtpLoginResult result) =>
        _logins.Add(1, new("mechanism", mechanism), new("result", NameOf(result)));

    private static string NameOf(SmtpLoginResult result) => result switch
    {
        SmtpLoginResult.Success => "success",
        SmtpLoginResult.Failure => "failure",
        SmtpLoginResult.Broken => "broken",
        SmtpLoginResult.LockedOut => "locked_out",
        SmtpLoginResult.Unavailable => "unavailable",
    };
}
