namespace Mail2Alert.SideBySide.Sinks;

/// <summary>What a sink got since it was reset.</summary>
/// <param name="Mails">Different ones.</param>
/// <param name="Again">Those that had come before.</param>
/// <param name="Strange">Those of an earlier run, or of nobody's.</param>
/// <param name="Processor">Processor time since its start, in seconds.</param>
internal sealed record SinkCount(long Mails, long Again, long Strange, double Processor);
