using Mail2Alert.Routing.Expectations;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Pipeline;

/// <summary>Raises an alert when expected mail does not come, and resolves it when it comes after all.</summary>
internal sealed partial class ExpectationWorker(
    ExpectationBook expectations, OwnAlerts alerts, IStore store, WakeUp wake, TimeProvider clock, ILogger<ExpectationWorker> logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Begins where the program stopped.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var memory = await store.MemoryAsync(cancellationToken);
        var (states, missing) = (ExpectationRows.States(memory), ExpectationRows.MissingOnes(memory));
        var changed = expectations.Start(states, missing, clock.GetUtcNow());
        await RememberAsync(
            [
                .. changed.Select(ExpectationRows.Of),
                .. states.Where(state => !expectations.Has(state.Name)).Select(state => ExpectationRows.Forget(state.Name)),
            ],
            cancellationToken);
        foreach (var gone in missing.Where(state => !expectations.Has(state.Name)))
        {
            await alerts.RaiseAsync(
                MissingMail.NoMore(gone, clock.GetUtcNow()), ["the configuration expects it no more"], [ExpectationRows.NotMissing(gone.Name)]);
        }
    }

    public Task RunAsync(CancellationToken stop) =>
        new Rounds(wake, clock).RunAsync(() => RoundAsync(stop), exception => LogTrouble(exception, exception.Message), stop);

    /// <summary>All that are due by now.</summary>
    /// <returns>How long to wait before the next round.</returns>
    public async Task<TimeSpan> RoundAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && expectations.TakeDue(clock.GetUtcNow()) is { } due)
            await TellAsync(due);
        return Rounds.Until(expectations.Next, clock);
    }

    private async Task TellAsync(DueExpectation due)
    {
        var (now, expectation) = (clock.GetUtcNow(), due.Expectation);
        var missing = due.Missing is null ? new MissingState(expectation.Name, expectation.Source, now) : null;
        var answer = await alerts.RaiseAsync(
            due.Missing is { } was ? MissingMail.Back(expectation, due.State, was, now) : MissingMail.Missing(expectation, due.State, now),
            [$"mail of {expectation.Name} is expected {expectation.Times}"],
            [missing is null ? ExpectationRows.NotMissing(expectation.Name) : ExpectationRows.Of(missing)]);
        if (answer is StoreAnswer.Done)
        {
            expectations.Told(expectation.Name, missing);
            return;
        }
        LogNotTold(expectation.Name, answer.ToString());
        expectations.Later(expectation.Name, now + AfterFailure);
    }

    private async Task RememberAsync(IReadOnlyList<MemoryRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count > 0)
            await store.RememberAsync(rows, cancellationToken);
    }

    [LoggerMessage(4350, LogLevel.Error, "That mail of {Expectation} is missing, or back, cannot be told at present: {Why}")]
    private partial void LogNotTold(string expectation, string why);

    [LoggerMessage(4351, LogLevel.Error, "Missing mail cannot be told at present: {Why}")]
    private partial void LogTrouble(Exception exception, string why);
}
