namespace Mail2Alert.Tests.Budgets;

/// <summary>
/// What one operation may allocate: the octets measured when the budget was written, and some room. Times vary with the machine; octets do not,
/// so that a budget fails where somebody made the operation dearer, and nowhere else.
/// </summary>
/// <remarks>
/// The tests stand in a collection of their own: what others run at the same time takes from the pools, and expressions are kept ready for one at a time.
/// </remarks>
/// <param name="operation">What is done, for people.</param>
/// <param name="bytes">How much that may take, in a build without optimisation too.</param>
internal sealed class AllocationBudget(string operation, long bytes)
{
    public const string Collection = "Budgets";

    // The first runs fill pools and caches, and what is compiled anew meanwhile takes less; a timer of somebody else may run in a round, but not in all.
    private const int Rounds = 10;

    /// <summary>What ends where it began: only the caller's thread counts, whatever else runs.</summary>
    /// <param name="run">Once.</param>
    /// <param name="times">How often, in one round.</param>
    public void Holds(Func<long> run, int times = 50) => Check(Enumerable.Range(0, Rounds).Min(_ => Measure(run, times)) / (double)times);

    /// <summary>What other threads have a share in: nothing else may run meanwhile.</summary>
    /// <param name="run">Once.</param>
    /// <param name="times">How often, in one round.</param>
    public async Task HoldsAsync(Func<Task> run, int times = 50)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
            least = Math.Min(least, await MeasureAsync(run, times));
        Check(least / (double)times);
    }

    private static long Measure(Func<long> run, int times)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
            run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task<long> MeasureAsync(Func<Task> run, int times)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < times; i++)
            await run();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private void Check(double each)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"measured: {operation}: {each:F0} octets of {bytes}"));
        if (each > bytes)
            Assert.Fail(FormattableString.Invariant($"{operation} allocates {each:F0} octets now; its budget is {bytes}."));
    }
}
