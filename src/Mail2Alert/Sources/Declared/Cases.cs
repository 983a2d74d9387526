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
}

internal sealed record Case<T>(T Value, Condition When);
