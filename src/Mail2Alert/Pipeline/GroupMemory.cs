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
        var states = GroupRows.States(memory);
        groups.Restore(states);
        var left = states.Where(state => !groups.Knows(state.Id)).ToDictionary(state => state.Id);
        var alerts = (await store.AlertsAsync(mostAlerts, cancellationToken)).Reverse().ToList();
        foreach (var alert in alerts)
            engine.Restore(IdOf(alert), alert.State);
        var isKept = await MoveAsync(alerts, left);
        foreach (var (group, member) in GroupRows.Waiting(memory))
            isKept &= await RestoreAsync(group, member);
        await store.RememberAsync(
            [.. groups.RemoveEmpty().Concat(isKept ? left.Keys : []).Select(GroupRows.Forget)], CancellationToken.None);
    }

    private static AlertId IdOf(RememberedAlert alert) => new(alert.Source, alert.Key);

    private async Task<bool> MoveAsync(List<RememberedAlert> alerts, Dictionary<GroupId, GroupState> left)
    {
        var moved = alerts.Where(alert => alert.State is { Alert: not null, MailId: not null } && !alert.State.Groups.All(groups.Knows)).ToList();
        if (moved.Count > 0)
            LogMoved(moved.Count);
        var isKept = true;
        foreach (var some in moved.Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(alert => MoveAsync(alert, left)));
            isKept &= answers.All(answer => answer is StoreAnswer.Done);
        }
        return isKept;
    }

    private async Task<StoreAnswer> MoveAsync(RememberedAlert alert, Dictionary<GroupId, GroupState> left)
    {
        var (id, member) = (IdOf(alert), AlertEngine.MemberOf(IdOf(alert), alert.State)!);
        var today = engine.GroupsOf(member.Alert);
        var (known, gone) = (alert.State.Groups.Where(groups.Knows), alert.State.Groups.Where(group => !groups.Knows(group)));
        var said = gone.Select(group => left.GetValueOrDefault(group) ?? new GroupState(group, default))
            .OrderByDescending(state => state.Firing.Contains(member.Name)).ThenByDescending(state => state.ToldAt).First();
        var rows = today.Except(known).Select(group => groups.PutMoved(group, member, said)).OfType<GroupState>().Select(GroupRows.Of);
        var after = alert with { State = alert.State with { Groups = [.. known.Union(today)] } };
        IReadOnlyList<MemoryRow> written = [.. rows];
        engine.Restore(id, after.State);
        return await store.RememberAsync(after, written, CancellationToken.None);
    }

    // In the same commit, so that it waits for one of them whatever happens.
    private async Task<bool> RestoreAsync(GroupId group, GroupMember news)
    {
        if (groups.Knows(group))
        {
            groups.PutRestored(group, news);
            return true;
        }
        var today = engine.GroupsOf(news.Alert);
        foreach (var other in today)
            groups.PutRestored(other, news);
        return await store.RememberAsync(
            [GroupRows.Forget(group, news.MailId), .. today.Select(other => GroupRows.Of(other, news.Alert, news.MailId))],
            CancellationToken.None) is StoreAnswer.Done;
    }

    [LoggerMessage(4312, LogLevel.Information, "{Alerts} alerts were in groups of routes that are gone, and go by today's routes")]
    private partial void LogMoved(int alerts);
}
