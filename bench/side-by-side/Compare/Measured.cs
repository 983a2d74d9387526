using Mail2Alert.SideBySide.Load;

namespace Mail2Alert.SideBySide.Compare;

/// <summary>One run of one subject.</summary>
/// <param name="Cell">What was measured.</param>
/// <param name="Subject">Its name.</param>
/// <param name="Load">As the generator saw it.</param>
/// <param name="Lost">Mails that were acknowledged and did not arrive; null where none are to.</param>
/// <param name="Again">Mails that arrived once more.</param>
/// <param name="Drain">Seconds after the last mail until all had arrived.</param>
/// <param name="Processor">Milliseconds of all of the subject's processes for each mail acknowledged, until all had arrived.</param>
/// <param name="Memory">Octets of all of them at the end.</param>
/// <param name="Stolen">The share of the processors' time that the machine below this one took.</param>
internal sealed record Measured(
    Cell Cell, string Subject, LoadReport Load, long? Lost, long Again, double Drain, double Processor, long Memory, double Stolen);

/// <summary>How a subject starts.</summary>
/// <param name="Work">What it is to do.</param>
/// <param name="Subject">Its name.</param>
/// <param name="Started">Seconds to the banner.</param>
/// <param name="Idle">Octets of memory then.</param>
internal sealed record Start(Work Work, string Subject, double Started, long Idle);
