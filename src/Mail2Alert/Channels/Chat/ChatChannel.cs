using Mail2Alert.Alerts;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat;

/// <summary>
/// A chat: its first message of an alert is kept up to date, and when the alert is over, a word below it says so. What cannot be changed any more is
/// told by a new message.
/// </summary>
internal abstract class ChatChannel<TTarget>(ChannelTools tools, ChannelKind kind) : WebChannel<TTarget>(tools, kind)
    where TTarget : ChannelTarget
{
    protected override async Task<Outcome> TellAsync(Letter letter, TTarget target, CancellationToken cancellationToken)
    {
        var isNews = letter.Memo.IsNone || letter.Alert.Status == AlertStatus.Info;
        return (isNews ? null : await ReviseAsync(letter, target, cancellationToken)) ?? await PostAsync(letter, target, cancellationToken);
    }

    /// <summary>The request that makes the first message say the letter; null where messages cannot be changed.</summary>
    protected virtual WebCall? Edit(Letter letter, TTarget target) => null;

    /// <summary>The request that says below the first message that it is over; null where nothing can stand below one.</summary>
    protected virtual WebCall? Reply(Letter letter, TTarget target) => null;

    /// <summary>How to say it once more, and differently, after this answer; null for most answers.</summary>
    protected virtual (Letter Letter, TTarget Target)? Otherwise(Letter letter, TTarget target, WebAnswer answer) => null;

    /// <summary>Puts a file below the message that was just sent.</summary>
    /// <param name="letter">What was sent.</param>
    /// <param name="file">One of its files.</param>
    /// <param name="message">What is remembered of the message.</param>
    /// <param name="target">Where it is.</param>
    /// <param name="cancellationToken">Cancelled when the time for this attempt is up.</param>
    protected virtual Task AttachAsync(Letter letter, LetterFile file, Memo message, TTarget target, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<Outcome> PostAsync(Letter letter, TTarget target, CancellationToken cancellationToken)
    {
        var outcome = await SayAsync(Call, letter, target, cancellationToken);
        // The news has arrived: what becomes of its files must not make it come again.
        if (outcome is Outcome.Delivered { Memo: { } message })
        {
            foreach (var file in letter.Files)
                await AttachAsync(letter, file, message, target, cancellationToken);
        }
        return Keep(letter, outcome);
    }

    private async Task<Outcome?> ReviseAsync(Letter letter, TTarget target, CancellationToken cancellationToken)
    {
        var revised = await SayAsync(Edit, letter, target, cancellationToken);
        if (revised is null or Outcome.Failed { IsTooLarge: false })
            return null;
        if (revised is not Outcome.Delivered || !letter.Ends)
            return revised with { Memo = null };
        // To change a message twice does no harm: what the reply has to wait for, both wait for.
        var replied = await SayAsync(Reply, letter, target, cancellationToken);
        return replied is Outcome.Retry ? replied : revised with { Memo = Memo.None };
    }

    private async Task<Outcome?> SayAsync(Func<Letter, TTarget, WebCall?> write, Letter letter, TTarget target, CancellationToken cancellationToken)
    {
        if (write(letter, target) is not { } call)
            return null;
        var answer = await AskAsync(call, target, cancellationToken);
        if (Otherwise(letter, target, answer) is var (other, place) && write(other, place) is { } again)
            answer = await AskAsync(again, place, cancellationToken);
        return Judge(letter, answer);
    }

    /// <summary>The outcome with what is to be remembered: only what still fires has something to be changed later.</summary>
    protected static Outcome Keep(Letter letter, Outcome? outcome) => outcome is not Outcome.Delivered delivered
        ? outcome ?? throw new InvalidOperationException("a chat says nothing of an alert")
        : letter.Alert.Status switch
        {
            AlertStatus.Firing => delivered,
            AlertStatus.Resolved when !letter.Memo.IsNone => delivered with { Memo = Memo.None },
            _ => delivered with { Memo = null },
        };
}
