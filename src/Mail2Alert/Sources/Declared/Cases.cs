using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.Declared;

/// <summary>A value that depends on conditions.</summary>
/// <param name="InOrder">The first that holds counts.</param>
/// <param name="Otherwise">When none does; null for nothing.</param>
internal sealed record Cases<T>(IReadOnlyList<Case<T>> InOrder, T? Otherwise)
    where T : class
{
    public T? Of(OpenMail mail)
    {
        foreach (var (value, when) in InOrder)
        {
            if (when.Holds(mail) == Truth.Yes)
                return value;
        }
        return Otherwise;
    }

    /// <summary>All that it may be: more than one where a condition cannot be decided.</summary>
    public IEnumerable<T?> Possible(OpenMail mail)
    {
        foreach (var (value, when) in InOrder)
        {
            var truth = when.Holds(mail);
            if (truth != Truth.No)
                yield return value;
            if (truth == Truth.Yes)
                yield break;
        }
        yield return Otherwise;
    }
}

internal sealed record Case<T>(T Value, Condition When);
