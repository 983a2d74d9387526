namespace Mail2Alert.Channels.OnCall;

/// <summary>What a service does with alerts of each <see cref="NotifyType"/>, by Apprise's keys: <c>action=close</c> for all, <c>:failure=new</c> for one.</summary>
internal static class ActionMap
{
    /// <param name="url">The target's.</param>
    /// <param name="usual">What is done with each type where no key says otherwise.</param>
    /// <param name="actions">What can be done.</param>
    /// <returns>Null when a key says what cannot be done, or speaks of a type that there is not.</returns>
    public static IReadOnlyDictionary<string, string>? Read(TargetUrl url, IReadOnlyDictionary<string, string> usual, params IReadOnlyList<string> actions)
    {
        var map = new Dictionary<string, string>(usual);
        if (url.Take("action") is { } one && one != "map")
        {
            if (Choice.Of(one, actions) is not { } action)
                return null;
            foreach (var type in usual.Keys)
                map[type] = action;
        }
        foreach (var (key, value) in url.Fields)
        {
            if (Choice.Of(key, usual.Keys) is not { } type || Choice.Of(value, actions) is not { } action)
                return null;
            map[type] = action;
        }
        return map;
    }
}
