using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;

namespace Mail2Alert.Cli.Sending;

/// <summary>Hands a mail to a server, and tries again while that may help: a program that restarts is back in seconds.</summary>
/// <param name="patience">For how long it tries.</param>
/// <param name="clock">Says when.</param>
internal sealed class Submitter(TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="mail">The mail.</param>
    /// <param name="server">To whom.</param>
    /// <param name="name">This machine, as the server is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The server's answer, or why there is none.</returns>
    public async Task<Outcome> SendAsync(OutgoingMail mail, RelaySettings server, MailName name, CancellationToken cancellationToken)
    {
        await using var pool = new RelayPool(new RelayDialer(server, name.Name).DialAsync, maxConnections: 1, server.IdleTimeout, clock);
        var relay = new Relay(server, pool);
        for (var start = clock.GetTimestamp(); ;)
        {
            var outcome = await relay.SendAsync(mail, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (outcome is not Outcome.Retry || clock.GetElapsedTime(start) + Pause > patience)
                return outcome;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
