namespace Mail2Alert.EndToEnd.Waiting;

/// <summary>Tests that measure seconds run by themselves, so that what they measure is the program.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
