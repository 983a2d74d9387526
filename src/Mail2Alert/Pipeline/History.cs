using Mail2Alert.Messages;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Mails of which nobody is owed anything any more, for those who look back. They are written behind the answer; when the disk cannot keep up, it is
/// history that is left out.
/// </summary>
/// <param name="store">Where it is kept.</param>
/// <param name="mostBytes">Octets of mails that may wait for the disk.</param>
/// <param name="logger">Hears what was left out.</param>
internal sealed partial class History(IStore store, long mostBytes, ILogger<History> logger) : IAsyncDisposable
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _waitingBytes;
    private int _waiting = 1; // The end waits as well.

    /// <summary>The mail may go when this returns.</summary>
    public void Write(Message mail, MailDecision decision)
    {
        if (Interlocked.Add(ref _waitingBytes, mail.Length) > mostBytes)
        {
            Interlocked.Add(ref _waitingBytes, -mail.Length);
            LogLeftOut(mail.Id);
            return;
        }
        Interlocked.Increment(ref _waiting);
        _ = KeepAsync(mail, decision);
    }

    /// <summary>Ends when all of it is written.</summary>
    public async ValueTask DisposeAsync()
    {
        Leave();
        await _written.Task;
    }

    private async Task KeepAsync(Message mail, MailDecision decision)
    {
        var (mailId, length) = (mail.Id, mail.Length);
        try
        {
            if (await store.KeepHistoryAsync(mail, decision) is not StoreAnswer.Done and var answer)
                LogNotKept(mailId, answer.ToString());
        }
        finally
        {
            Interlocked.Add(ref _waitingBytes, -length);
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _waiting) == 0)
            _written.TrySetResult();
    }

    [LoggerMessage(4012, LogLevel.Warning, "{MailId}: delivered, but more such mails wait for the disk than are allowed to: its history is left out")]
    private partial void LogLeftOut(string mailId);

    [LoggerMessage(4014, LogLevel.Error, "{MailId}: delivered, but its history is not kept: {Answer}")]
    private partial void LogNotKept(string mailId, string answer);
}
