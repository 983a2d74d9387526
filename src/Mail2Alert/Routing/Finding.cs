using Mail2Alert.Alerts;

namespace Mail2Alert.Routing;

/// <summary>What a condition said to an alert.</summary>
/// <param name="Condition">The condition, in words.</param>
/// <param name="Truth">The verdict.</param>
internal sealed record Finding(string Condition, Truth Truth)
{
    /// <summary>The label that it looks at; null when it looks at something else.</summary>
    public string? Label { get; init; }

    /// <summary>The label's value; null when the alert has none.</summary>
    public string? Saw { get; init; }

    /// <summary>why the value is not known; null when it is.</summary>
    public string? Unknown { get; init; }

    /// <summary>The same of its parts, in order; those behind the one that decided were not needed, and are told all the same.</summary>
    public IReadOnlyList<Finding> Parts { get; init; } = [];
}
