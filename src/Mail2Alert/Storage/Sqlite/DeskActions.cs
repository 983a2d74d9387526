using Mail2Alert.Deliveries;

namespace Mail2Alert.Storage.Sqlite;

/// <summary>What operators do with deliveries.</summary>
internal static class DeskActions
{
    private const string Select = "SELECT state, lane FROM delivery WHERE id = $id";

    private const string PutAside = """
        UPDATE delivery SET state = $state, front = 0, changed = $now, finished = $finished, reason = coalesce($reason, reason),
            late = iif($finished IS NULL, late, NULL)
        WHERE id = $id
        """;

    private const string BringBack = "UPDATE delivery SET state = 0, front = 0, due = $now, changed = $now, finished = NULL WHERE id = $id";

    private const string Hurry = "UPDATE delivery SET due = $now, changed = $now WHERE id = $id";

    public static StoreAnswer Act(SqliteSession session, long id, DeskAction action, long now)
    {
        if (session.List(Select, row => ((DeliveryState)row.GetInt32(0), row.GetInt64(1)), ("$id", id)) is not [var (state, lane)])
            return new StoreAnswer.Gone("there is no such delivery");
        switch (action, state)
        {
            case (DeskAction.Hold, DeliveryState.Pending):
                session.Execute(PutAside, ("$id", id), ("$state", (int)DeliveryState.Held), ("$now", now), ("$finished", null), ("$reason", null));
                DeliveryRows.MoveUp(session, lane);
                break;
            case (DeskAction.Drop, DeliveryState.Pending or DeliveryState.Held):
                session.Execute(PutAside,
                    ("$id", id), ("$state", (int)DeliveryState.Dead), ("$now", now), ("$finished", now), ("$reason", "dropped by an operator"));
                DeliveryRows.MoveUp(session, lane);
                break;
            case (DeskAction.Release, DeliveryState.Held) or (DeskAction.Retry, DeliveryState.Dead):
                DeliveryRows.StepBack(session, lane);
                session.Execute(BringBack, ("$id", id), ("$now", now));
                DeliveryRows.MoveUp(session, lane);
                break;
            case (DeskAction.Retry, DeliveryState.Pending):
                session.Execute(Hurry, ("$id", id), ("$now", now));
                break;
            default:
                return new StoreAnswer.Gone($"it is {state}: there is nothing to {action}".ToLowerInvariant());
        }
        return StoreAnswer.Done.Instance;
    }
}
