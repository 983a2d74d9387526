namespace Mail2Alert.Deliveries;

/// <summary>What the limit of its receiver makes of a delivery. The numbers are stored: they stay.</summary>
internal enum LimitEffect
{
    None = 0,

    /// <summary>It has waited, or waits, for room.</summary>
    HeldBack = 1,

    /// <summary>A summary tells it.</summary>
    Summarized = 2,

    /// <summary>It tells what was held back.</summary>
    Summary = 3,
}
