using Mail2Alert.Alerts;
using Mail2Alert.Routing;
using Mail2Alert.Routing.Groups;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>
/// Brings alerts and groups back as they were before the program stopped. What is in a group that no route makes any more joins the groups of
/// today's routes, which do not say again what the same people heard from the other one.
/// </summary>
internal sealed partial class GroupMemory(IStore store, AlertEngine engine, GroupBook groups, ILogger<GroupMemory> logger)
{
    // Changes that wait for the disk at the same time share a commit, and the store takes 10,000 of them.
    private const int AtOnce = 1000;

    public async Task RestoreAsync(int mostAlerts, CancellationToken cancellationToken)
    {
        var memory = await store.MemoryAsync(cancellationToken);
        var states = GroupRows.States(memory).ToDictionary(state => state.Id);
        var anew = groups.Restore(states.Values);
        var moved = new List<RememberedAlert>();
        foreach (var alert in (await store.AlertsAsync(mostAlerts, cancellationToken)).Reverse())
        {
            if (alert.State.Alert is { } told && !alert.State.Groups.All(group => groups.Has(group, told) && !anew.Contains(group)))
                moved.Add(alert);
            else
                engine.Restore(IdOf(alert), alert.State);
        }
        var isKept = await MoveAsync(moved, states, anew);
        foreach (var (group, member) in GroupRows.Waiting(memory))
            isKept &= await RestoreAsync(group, member);
        var empty = groups.RemoveEmpty();
        var left = isKept ? states.Keys.Where(group => !groups.Knows(group) || anew.Contains(group)) : [];
        await store.RememberAsync(
            [.. empty.Concat(left).Distinct().Select(group => groups.StateOf(group) is { ToldAt: not null } state ? GroupRows.Of(state) : GroupRows.Forget(group))],
            CancellationToken.None);
    }

    private static AlertId IdOf(RememberedAlert alert) => new(alert.Source, alert.Key);

    private async Task<bool> MoveAsync(List<RememberedAlert> moved, Dictionary<GroupId, GroupState> states, IReadOnlySet<GroupId> anew)
    {
        if (moved.Count > 0)
            LogMoved(moved.Count);
        var isKept = true;
        foreach (var some in moved.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(alert => MoveAsync(alert, states, anew)));
            isKept &= answers.All(answer => answer is StoreAnswer.Done);
        }
        return isKept;
    }

    private async Task<StoreAnswer> MoveAsync(RememberedAlert alert, Dictionary<GroupId, GroupState> states, IReadOnlySet<GroupId> anew)
    {
        if (AlertEngine.MemberOf(IdOf(alert), alert.State) is not { } member)
            return StoreAnswer.Done.Instance;
        var today = await TodayAsync(member, alert.State.Heard);
        var kept = alert.State.Groups.Where(group => groups.Has(group, member.Alert) && !anew.Contains(group)).ToList();
        List<GroupState> left = [.. alert.State.Groups.Except(kept).Select(states.GetValueOrDefault).OfType<GroupState>()];
        engine.Restore(IdOf(alert), alert.State with { Groups = kept });
        List<MemoryRow> rows = [.. today.Select(group => groups.PutMoved(group, member, left)).OfType<GroupState>().Select(GroupRows.Of)];
        var state = alert.State with { Groups = [.. kept.Union(today)] };
        engine.Move(IdOf(alert), state);
        return await store.RememberAsync(alert with { State = state }, rows, CancellationToken.None);
    }

    // In the same commit, so that it waits for one of them whatever happens.
    private async Task<bool> RestoreAsync(GroupId group, GroupMember news)
    {
        if (groups.Has(group, news.Alert))
        {
            groups.PutRestored(group, news);
            return true;
        }
        var today = await TodayAsync(news, []);
        foreach (var other in today)
            groups.PutRestored(other, news);
        return await store.RememberAsync(
            [GroupRows.Forget(group, news.MailId), .. today.Select(other => GroupRows.Of(other, news.Alert, news.MailId))],
            CancellationToken.None) is StoreAnswer.Done;
    }

    // Conditions may be about the mail itself.
    private async Task<IReadOnlyList<GroupId>> TodayAsync(GroupMember member, IReadOnlyList<string> heard) =>
        engine.GroupsOf(member.Alert with { Mail = (await store.ReadAsync(member.MailId, CancellationToken.None))?.Message }, heard);

    [LoggerMessage(4312, LogLevel.Information, "{Alerts} alerts were in groups of routes that are gone, and go by today's routes")]
    private partial void LogMoved(int alerts);
}
