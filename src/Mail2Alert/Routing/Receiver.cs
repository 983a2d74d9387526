namespace Mail2Alert.Routing;

/// <summary>A named list of targets.</summary>
internal sealed record Receiver(string Name, IReadOnlyList<Target> Targets);
