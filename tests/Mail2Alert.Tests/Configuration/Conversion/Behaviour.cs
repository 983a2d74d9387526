using Mail2Alert.Configuration;
using Mail2Alert.Messages;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Configuration.Conversion;

/// <summary>What a configuration makes of mails, as far as anybody outside can see.</summary>
internal static class Behaviour
{
    public static Message Mail(string subject, string from, params string[] to) => TestMail.With(
        TestMail.Of(subject, "text"),
        new SmtpEnvelope(
            new SmtpPeer("test", null, null, "localhost", true), TestPath.Of(from), SmtpMailParameters.None, [.. to.Select(one => new SmtpRecipient(TestPath.Of(one)))]));

    /// <summary>For each alert of each mail, in order: what it is, and who is told.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Mail2AlertConfiguration configuration, params IEnumerable<Message> mails)
    {
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        await using var provider = services.BuildServiceProvider();
        var (processor, engine) = (provider.GetRequiredService<Processor>(), provider.GetRequiredService<AlertEngine>());
        var seen = new List<string>();
        foreach (var mail in mails)
        {
            var stories = await processor.DecideAllAsync(
                mail, (alert, mailId) => new(engine.DecideAndRemember(alert, mailId)), TestContext.Current.CancellationToken);
            seen.AddRange(stories.Select(story => Said(story.Decision)));
        }
        return seen;
    }

    private static string Said(Decision decision) => decision switch
    {
        Decision.Notify notify => $"{notify.Routing.Alert.Status} {notify.Routing.Alert.Severity} '{notify.Routing.Alert.Title}'"
            + $" to [{string.Join(' ', notify.Routing.Targets.Select(routed => routed.Target.Address))}], others [{Names(notify.Others)}]",
        Decision.Split split => $"{split.Alerts.Count} alerts, others [{Names(split.Others)}]",
        _ => decision.GetType().Name,
    };

    private static string Names(IEnumerable<SmtpRecipient> recipients) => string.Join(' ', recipients.Select(recipient => recipient.Address));
}
