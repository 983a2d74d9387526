namespace Mail2Alert.Alerts;

/// <summary>The answer to a condition. Kleene's strong logic: what does not depend on the unknown part is known.</summary>
internal enum Truth
{
    No,
    Unknown,
    Yes,
}

internal static class TruthTable
{
    public static Truth ToTruth(this bool value) => value ? Truth.Yes : Truth.No;

    public static Truth And(this Truth left, Truth right) => left < right ? left : right;

    public static Truth Or(this Truth left, Truth right) => left > right ? left : right;

    public static Truth Not(this Truth value) => Truth.Yes - (int)value;
}
