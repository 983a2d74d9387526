namespace Mail2Alert.Alerts;

/// <summary>
/// Names alerts that are told together. It stays the same when the program starts again, and when the configuration changes elsewhere.
/// </summary>
/// <param name="Route">The route's <c>Id</c>.</param>
/// <param name="Step">What of the route: empty for its own group, or what comes of it otherwise, such as <c>held</c>.</param>
/// <param name="Labels">The labels that all of them share, as Alertmanager writes them: <c>{host="web1"}</c>.</param>
internal sealed record GroupId(string Route, string Step, string Labels);
