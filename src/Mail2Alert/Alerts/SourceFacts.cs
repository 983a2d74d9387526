namespace Mail2Alert.Alerts;

/// <summary>What a source looked up and its own predicates ask again. Only that source knows what is in it.</summary>
internal abstract record SourceFacts;
