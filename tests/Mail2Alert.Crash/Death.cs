using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash;

/// <summary>When a start of the program is to be killed, so that every stage is met sooner or later.</summary>
/// <param name="IsDuringStart">Before anybody knows whether it is ready.</param>
/// <param name="Counted">What is waited for.</param>
/// <param name="Count">How many of them.</param>
/// <param name="IsDuringStop">Only after it was asked to stop.</param>
/// <param name="Delay">How much later still.</param>
internal sealed record Death(bool IsDuringStart, Func<Entry, bool> Counted, int Count, bool IsDuringStop, TimeSpan Delay)
{
    private const int MostCounted = 60;

    // About what a start takes.
    private const int StartMilliseconds = 600;

    public static Death Of(Chance chance) => chance.In100(10)
        ? new Death(true, IsAnswer, 0, false, chance.Milliseconds(0, StartMilliseconds))
        : new Death(
            false,
            chance.OneOf<Func<Entry, bool>>([IsAnswer, IsTaken]),
            chance.Between(1, MostCounted),
            chance.In100(15),
            chance.Milliseconds(0, 20));

    private static bool IsAnswer(Entry entry) => entry is Entry.Answered;

    private static bool IsTaken(Entry entry) => entry is Entry.Taken;
}
