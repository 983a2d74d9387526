using Mail2Alert.Alerts;

namespace Mail2Alert.Sources.GoCd;

/// <summary>The pipeline groups as they were when the mail was read. Every alert of a GoCD source has them.</summary>
internal sealed record GoCdFacts(PipelineGroups Groups) : SourceFacts;
