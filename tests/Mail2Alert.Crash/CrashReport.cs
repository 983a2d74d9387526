using System.Globalization;
using Mail2Alert.Crash.Ledgers;

namespace Mail2Alert.Crash;

/// <summary>How a run ended.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Verdict">What the ledger says.</param>
/// <param name="Open">What the store still owes after everything was well for long enough.</param>
/// <param name="Dead">What it gave up.</param>
/// <param name="RefusedStarts">Starts that ended by themselves, since the store could not be opened while it failed.</param>
/// <param name="Faults">What was injected, and how often it was met.</param>
/// <param name="AllFaultsHit">False when a fault was asked for and nothing met it.</param>
/// <param name="Took">How long all of it took.</param>
internal sealed record CrashReport(
    CrashOptions Options, Verdict Verdict, long Open, long Dead, int RefusedStarts, string Faults, bool AllFaultsHit, TimeSpan Took)
{
    public bool IsGood => Verdict.IsKept && Open == 0 && Dead == 0 && AllFaultsHit;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"measured: {Options.Acknowledge}, seed {Options.Seed}: {Verdict}; {Open} still open, {Dead} given up; {Took.TotalSeconds:F0} s{Shown(Faults)}");

    private string Shown(string faults) => faults.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {faults}; {RefusedStarts} starts refused");
}
