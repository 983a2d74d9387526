using Mail2Alert.Configuration;
using Mail2Alert.Intake;
using Mail2Alert.Intake.Mailboxes;
using Mail2Alert.Intake.Mailboxes.Imap;
using Mail2Alert.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert;

/// <summary>The parts that fetch mail, put together: only there when the configuration names mailboxes.</summary>
internal static class MailboxParts
{
    private const string TokenClient = "tokens";

    private static readonly TimeSpan TokenTime = TimeSpan.FromSeconds(30);

    public static void Add(IServiceCollection services, Mail2AlertConfiguration configuration)
    {
        if (configuration.Mailboxes.Count == 0)
            return;
        services.AddSingleton<MailboxMetrics>();
        services.AddHttpClient(TokenClient, client => client.Timeout = TokenTime);
        var budget = new ReadBudget(configuration.Limits.DeliveryMemory, configuration.Limits.MessageSize);
        services.AddHostedService(provider => new MailboxEngine([.. configuration.Mailboxes.Select(mailbox => Worker(provider, configuration, mailbox, budget))]));
    }

    // Nobody waits for an answer: it is always kept first.
    private static MailboxWorker Worker(
        IServiceProvider provider, Mail2AlertConfiguration configuration, MailboxSettings mailbox, ReadBudget budget) =>
        ActivatorUtilities.CreateInstance<MailboxWorker>(
            provider,
            Open(provider, mailbox),
            mailbox.Terms,
            // Not that of the store's readers: a server that hangs must not keep anybody from deciding and delivering.
            budget,
            (Acknowledge)provider.GetRequiredService<KeepThenAcknowledge>().AnswerAsync,
            new LoopGuard(configuration.Limits.Hops, configuration.HostName));

    private static IMailbox Open(IServiceProvider provider, MailboxSettings mailbox) => mailbox switch
    {
        MailboxSettings.Maildir folder => new Maildir(folder.Path, folder.Deletes, folder.Terms, provider.GetRequiredService<TimeProvider>()),
        MailboxSettings.Imap { Settings: var server } => new ImapMailbox(server, mailbox.Terms, Connection(provider, server), provider.GetRequiredService<TimeProvider>()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ImapConnection Connection(IServiceProvider provider, ImapSettings server)
    {
        var (clock, http) = (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IHttpClientFactory>());
        return new ImapConnection(server, server.OAuth is { } oauth ? new OAuthTokens(() => http.CreateClient(TokenClient), oauth, clock) : null, clock);
    }
}
