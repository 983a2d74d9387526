namespace Mail2Alert.Fuzz;

/// <summary>A bug was found.</summary>
internal sealed class BrokenPromiseException(string promise) : Exception($"Does not hold: {promise}");
