using Mail2Alert.Channels;
using Mail2Alert.Channels.Mail;

namespace Mail2Alert.Cli.Sending;

/// <summary>Hands a mail to a server, and tries again while that may help: a program that restarts is back in seconds.</summary>
/// <param name="dial">Connects.</param>
/// <param name="server">To whom, for messages.</param>
/// <param name="patience">For how long it tries.</param>
/// <param name="clock">Says when.</param>
internal sealed class Submitter(Func<CancellationToken, Task<RelayClient>> dial, RelaySettings server, TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <returns>The server's answer, or why there is none.</returns>
    public async Task<Outcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            var outcome = await TryAsync(mail, cancellationToken);
            if (outcome is not Outcome.Retry || clock.GetElapsedTime(start) + Pause > patience)
                return outcome;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private async Task<Outcome> TryAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            using var client = await dial(cancellationToken);
            var answer = await client.SendAsync(mail, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
            return new Outcome.Delivered(answer);
        }
        catch (Exception trouble) when (RelayOutcome.IsExpected(trouble) && !cancellationToken.IsCancellationRequested)
        {
            return RelayOutcome.Of(trouble, server);
        }
    }
}
