using Mail2Alert.Channels.Notices;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Groups;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Looks at each group when its time has come, and tells it when there is something to tell.</summary>
internal sealed partial class GroupWorker(
    GroupBook groups, Holds holds, Notices notices, GroupMetrics metrics, IStore store, WakeUp wake, TimeProvider clock, int mostShown, ILogger<GroupWorker> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    public Task RunAsync(CancellationToken stop) =>
        new Rounds(wake, clock).RunAsync(() => RoundAsync(stop), exception => LogTrouble(exception, exception.Message), stop);

    /// <summary>All that are due by now.</summary>
    /// <returns>How long to wait before the next round.</returns>
    public async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && groups.TakeDue(clock.GetUtcNow()) is { } group)
            await LookAsync(group);
        return Rounds.Until(groups.Next, clock);
    }

    // Not cancelled: what is on its way to the disk may get there, and then it has to be remembered, too.
    private async Task LookAsync(DueGroup group)
    {
        var isDone = false;
        try
        {
            var flush = Flush.Of(group.Terms, group.State, group.Members, holds, clock.GetUtcNow());
            var answer = await KeepAsync(group, flush);
            isDone = answer is StoreAnswer.Done;
            if (isDone)
                groups.Done(flush);
            else
                LogNotKept(group.State.Id.Labels, group.Terms.Route.Name, answer.ToString());
        }
        finally
        {
            if (!isDone)
                groups.Later(group.State.Id, AfterFailure);
        }
    }

    private async Task<StoreAnswer> KeepAsync(DueGroup group, Flush flush)
    {
        var memory = GroupRows.After(flush, isOver: flush.Gone.Count == group.Members.Count);
        if (flush.Told.Count == 0)
            return memory.Count == 0 ? StoreAnswer.Done.Instance : await store.RememberAsync(memory, CancellationToken.None);
        var answer = group.Terms.IsSingle ? await TellEachAsync(group, flush, memory) : await TellAsync(group, flush, flush.Told, memory);
        if (answer is StoreAnswer.Done)
            metrics.Told(flush.Told.Count);
        return answer;
    }

    // As it came, as long as it is kept. What is remembered is the last one's: until it is told, all are told again.
    private async Task<StoreAnswer> TellEachAsync(DueGroup group, Flush flush, IReadOnlyList<MemoryRow> memory)
    {
        foreach (var member in flush.Told)
        {
            var own = ReferenceEquals(member, flush.Told[^1]) ? memory : [];
            var flaps = flush.State.Flapping.Contains(member.Name);
            var (why, note) = (SingleStory.Sentence(group.Terms, member, flaps), SingleStory.Note(group.Terms, member, flaps));
            var answer = await notices.TellOfAsync(member.MailId, member.Alert, [.. group.Terms.Targets], [why], own, note);
            if (answer is StoreAnswer.Gone)
                answer = await TellAsync(group, flush, [member], own);
            if (answer is not StoreAnswer.Done)
                return answer;
        }
        return StoreAnswer.Done.Instance;
    }

    private Task<StoreAnswer> TellAsync(DueGroup group, Flush flush, IReadOnlyList<GroupMember> told, IReadOnlyList<MemoryRow> memory)
    {
        var notice = new Notice(group.State.Id.Labels, [.. told.Select(member => Item(group, flush, member))]);
        var alert = NoticeAlert.Of(notice, $"{group.State.Id.Route} {group.State.Id.Labels}", mostShown, clock.GetUtcNow());
        return notices.TellAsync(alert, [.. group.Terms.Targets], Why(group, flush), memory);
    }

    private static NoticeItem Item(DueGroup group, Flush flush, GroupMember member) => new(member.Alert, member.Since)
    {
        Note = SingleStory.Note(group.Terms, member, flush.State.Flapping.Contains(member.Name)),
    };

    private static IReadOnlyList<string> Why(DueGroup group, Flush flush) =>
    [
        $"{group.Terms.Route.Name}: the group {group.State.Id.Labels} tells {flush.Told.Count}",
        .. flush.Told.Select(member => $"{member.Alert.Source}: {member.Alert.Key} ({member.Alert.Status}), {member.MailId}"),
        .. flush.Held.Select(held => $"{held.Member.Alert.Source}: {held.Member.Alert.Key} is not told: {held.Hold.Why}"),
    ];

    [LoggerMessage(4310, LogLevel.Error, "The group {Group} of {Route} cannot be told at present: {Why}")]
    private partial void LogNotKept(string group, string route, string why);

    [LoggerMessage(4311, LogLevel.Error, "Groups cannot be told at present: {Why}")]
    private partial void LogTrouble(Exception exception, string why);
}
