namespace Mail2Alert.Routing;

/// <summary>Who is told in place of a receiver.</summary>
/// <param name="To">The other receiver's name.</param>
/// <param name="After">How long a target may go without the news, counted from the decision, before the other is told.</param>
internal sealed record Fallback(string To, TimeSpan After);
