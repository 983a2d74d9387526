using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Protocol;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Telemetry;

/// <summary>Broken rules: ids 1040 to 1049. Once for each client and rule, however often it is broken.</summary>
internal sealed partial class SmtpLog
{
    public void RuleBroken(SmtpClientRecord client, SmtpProfile profile, SmtpRule rule, string? example)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            var verdict = rule.IsForgivenBy(profile) ? "forgiven" : "refused";
            RuleBroken(client.Client, client.Listener, rule.Summary, rule.Source, verdict, profile, SmtpText.Printable(example ?? "no example"));
        }
    }

    [LoggerMessage(1040, LogLevel.Information, "Client {Client} on {Listener} {Breaks} ({Source}), {Verdict} by profile {Profile}: {Example}")]
    private partial void RuleBroken(
        string client, string listener, string breaks, string source, string verdict, SmtpProfile profile, string example);
}
