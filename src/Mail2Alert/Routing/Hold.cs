namespace Mail2Alert.Routing;

/// <summary>Why nobody is told of an alert now.</summary>
/// <param name="Why">In words, for people.</param>
/// <param name="Passes">True when it is over by the clock, so that news waits for its end; false when somebody wanted not to hear of it.</param>
internal sealed record Hold(string Why, bool Passes);
