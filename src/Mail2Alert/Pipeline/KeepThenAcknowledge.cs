using System.Diagnostics;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// <c>acknowledge: stored</c>: 250 as soon as the mail is on disk, with its decision where that is at hand. All else follows at once, but the
/// notifier waits for nobody.
/// </summary>
internal sealed partial class KeepThenAcknowledge(
    StoreRoom room,
    MailKeeper keeper,
    PipelineMetrics metrics,
    TimeProvider clock,
    ILogger<KeepThenAcknowledge> logger)
{
    public async Task<SmtpVerdict> AnswerAsync(Message message, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var activity = Diagnostics.Activities.StartActivity("keep", ActivityKind.Consumer);

        // Once begun it may end on disk even though the notifier is gone; then it is ours to deliver.
        var answer = room.TryTake(message.Length)
            ? await keeper.KeepAsync(message)
            : new StoreAnswer.Full("the disk has too little room left (`limits: disk-reserve`)");
        var reply = Reply(message.Id, answer);
        metrics.Answered("none", reply, clock.GetElapsedTime(start));
        if (!reply.IsPositive)
            LogNotKept(message.Id, Why(answer));
        return reply;
    }

    private static SmtpReply Reply(string id, StoreAnswer answer) => answer switch
    {
        StoreAnswer.Done => Verdict.Kept(id),
        StoreAnswer.Full => new SmtpReply(452, "4.3.1", $"{id} there is no room to keep it at present; try again later"),
        _ => new SmtpReply(451, "4.3.0", $"{id} it could not be kept; try again later"),
    };

    // Paths and the like are for the operator, not for the notifier.
    private static string Why(StoreAnswer answer) => answer switch
    {
        StoreAnswer.Full full => full.Why,
        StoreAnswer.Failed failed => failed.Why,
        StoreAnswer.Gone gone => gone.Why,
        _ => throw new UnreachableException(),
    };

    [LoggerMessage(4010, LogLevel.Error, "{MailId}: not kept, and the notifier was told so: {Why}")]
    private partial void LogNotKept(string mailId, string why);
}
