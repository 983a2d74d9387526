using System.Net.Sockets;
using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash.Notifying;

/// <summary>Several senders at once, who write down what they were answered before they do anything else.</summary>
internal sealed class Notifiers(Ledger ledger, Terms terms, Chance chance, TimeProvider clock)
{
    public const int Count = 4;

    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(200);

    private int _mails;

    /// <summary>Sends until the connections break, or until told to stop; a mail that is under way by then is answered first.</summary>
    public Task SendAsync(int port, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(() => SendManyAsync(port, stop), CancellationToken.None)));

    private async Task SendManyAsync(int port, CancellationToken stop)
    {
        try
        {
            await using var connection = await SmtpConnection.OpenAsync(port, stop);
            while (!stop.IsCancellationRequested)
                await SendOneAsync(connection, NextMail(), stop);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // What was on its way when the program died was neither acknowledged nor refused.
        }
    }

    private async Task SendOneAsync(SmtpConnection connection, TestMail mail, CancellationToken stop)
    {
        while (true)
        {
            ledger.Add(new Entry.Offered(mail.Name, Places.TargetsOf(mail.Recipient)));
            var code = await connection.SendAsync(mail, CancellationToken.None);
            ledger.Add(new Entry.Answered(mail.Name, code));
            if (code == 421)
                throw new IOException("The server closes the connection.");
            if (!IsToBeSentAgain(code))
                return;
            await Task.Delay(BeforeRetry, clock, stop);
        }
    }

    // As every notifier does. With `stored` a refused mail is left alone, so that it shows when it comes after all.
    private bool IsToBeSentAgain(int code) => terms.Acknowledge == Acknowledge.Delivered && code is >= 400 and < 500;

    private TestMail NextMail()
    {
        var number = Interlocked.Increment(ref _mails);
        return chance.In100(2) ? TestMail.TooLarge(number)
            : chance.In100(30) ? TestMail.Letter(number, chance)
            : TestMail.Alert(number, chance);
    }
}
