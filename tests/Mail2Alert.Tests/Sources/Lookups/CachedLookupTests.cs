using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Sources.Lookups;

public sealed class CachedLookupTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly TestMetrics _metrics = new();
    private readonly RecordingLogger _log = new();
    private readonly Queue<TaskCompletionSource<Fetched<string>>> _flights = new();
    private readonly List<CancellationToken> _tokens = [];
    private readonly SemaphoreSlim _started = new(0);
    private readonly CachedLookup<string> _lookup;

    public CachedLookupTests()
    {
        _patience.CancelAfter(TimeSpan.FromSeconds(10));
        _lookup = new CachedLookup<string>(
            new LookupSettings("gocd", "groups", FreshFor: 30 * Second, WaitAtMost: 10 * Second),
            FetchAsync,
            _metrics.Lookups,
            _time,
            _log);
    }

    // So that a promise that breaks fails a test rather than hangs it.
    private readonly CancellationTokenSource _patience =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private CancellationToken Cancel => _patience.Token;

    [Fact]
    public async Task Asks_once_however_many_callers_wait()
    {
        var callers = new Task<LookupAnswer<string>>[1000];
        Parallel.For(0, callers.Length, caller => callers[caller] = AskAsync());
        await LandAsync(new Fetched<string>.Got("blue"));
        (await Task.WhenAll(callers)).ShouldAllBe(answer => answer == new LookupAnswer<string>.Fresh("blue"));
        _tokens.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_a_fresh_copy_without_waiting()
    {
        await FillAsync("blue");
        _time.Advance(29 * Second);
        var asking = _lookup.GetAsync(Cancel);
        asking.IsCompletedSuccessfully.ShouldBeTrue();
        (await asking).ShouldBe(new LookupAnswer<string>.Fresh("blue"));
    }

    [Fact]
    public async Task Asks_again_when_the_copy_is_stale()
    {
        await FillAsync("blue");
        _time.Advance(30 * Second);
        (await FillAsync("red")).ShouldBe(new LookupAnswer<string>.Fresh("red"));
    }

    [Fact]
    public async Task Gives_the_old_copy_with_its_age_and_the_reason_when_the_fetch_fails()
    {
        await FillAsync("blue");
        _time.Advance(31 * Second);
        (await FailAsync("no route")).ShouldBe(new LookupAnswer<string>.Stale("blue", 31 * Second, "no route"));
    }

    [Fact]
    public async Task Says_why_when_there_is_no_copy_at_all() =>
        (await FailAsync("no route")).ShouldBe(new LookupAnswer<string>.Missing("no route"));

    [Fact]
    public async Task Does_not_ask_again_within_five_seconds_of_a_failure()
    {
        await FailAsync("no route");
        _time.Advance(4.9 * Second);
        (await AskAsync()).ShouldBe(new LookupAnswer<string>.Missing("no route"));
        _tokens.Count.ShouldBe(1);
        _time.Advance(0.1 * Second);
        (await FillAsync("blue")).ShouldBe(new LookupAnswer<string>.Fresh("blue"));
    }

    [Fact]
    public async Task Stops_waiting_at_the_limit_and_leaves_the_fetch_to_those_who_come_later()
    {
        var early = AskAsync();
        await _started.WaitAsync(Cancel);
        _time.Advance(10 * Second);
        (await early).ShouldBe(new LookupAnswer<string>.Missing("no answer within 10 s"));

        var late = AskAsync();
        _flights.Dequeue().SetResult(new Fetched<string>.Got("blue"));
        (await late).ShouldBe(new LookupAnswer<string>.Fresh("blue"));
        _tokens.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Gives_the_old_copy_at_the_limit()
    {
        await FillAsync("blue");
        _time.Advance(30 * Second);
        var asking = AskAsync();
        await _started.WaitAsync(Cancel);
        _time.Advance(10 * Second);
        (await asking).ShouldBe(new LookupAnswer<string>.Stale("blue", 40 * Second, "no answer within 10 s"));
    }

    [Fact]
    public async Task Ends_a_fetch_that_hangs()
    {
        var asking = AskAsync();
        await _started.WaitAsync(Cancel);
        var flight = _flights.Dequeue();
        await using var registration = _tokens[0].Register(() => flight.SetCanceled(_tokens[0]));
        _time.Advance(10 * Second);
        await asking;
        var late = AskAsync();
        _time.Advance(20 * Second);
        (await late).Trouble.ShouldNotBeNull();
        (await AskAsync()).ShouldBe(new LookupAnswer<string>.Missing("no answer within 30 s"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_stop_the_fetch_for_the_others()
    {
        using var patience = new CancellationTokenSource();
        var impatient = _lookup.GetAsync(patience.Token).AsTask();
        var patient = AskAsync();
        await _started.WaitAsync(Cancel);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        _tokens[0].IsCancellationRequested.ShouldBeFalse();
        _flights.Dequeue().SetResult(new Fetched<string>.Got("blue"));
        (await patient).ShouldBe(new LookupAnswer<string>.Fresh("blue"));
    }

    [Fact]
    public async Task Logs_that_it_fails_and_that_it_recovers_once_each()
    {
        await FailAsync("no route");
        _time.Advance(5 * Second);
        await FailAsync("no route");
        _time.Advance(5 * Second);
        await FillAsync("blue");
        _time.Advance(30 * Second);
        await FillAsync("red");
        _log.Lines.ShouldBe(["Warning: Source gocd cannot look up groups: no route", "Information: Source gocd can look up groups again"]);
    }

    [Fact]
    public async Task Counts_answers_and_times_fetches()
    {
        await FillAsync("blue");
        _time.Advance(30 * Second);
        await FailAsync("no route");
        _metrics.Seen.ShouldBe([
            "mail2alert.lookup.duration source=gocd lookup=groups result=ok",
            "mail2alert.lookups source=gocd lookup=groups result=fresh",
            "mail2alert.lookup.duration source=gocd lookup=groups result=failed",
            "mail2alert.lookups source=gocd lookup=groups result=stale",
        ]);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _started.Dispose();
        _patience.Dispose();
    }

    private Task<LookupAnswer<string>> AskAsync() => _lookup.GetAsync(Cancel).AsTask();

    private Task<LookupAnswer<string>> FillAsync(string value) => AskAndLandAsync(new Fetched<string>.Got(value));

    private Task<LookupAnswer<string>> FailAsync(string why) => AskAndLandAsync(new Fetched<string>.Failed(why));

    private async Task<LookupAnswer<string>> AskAndLandAsync(Fetched<string> fetched)
    {
        var asking = AskAsync();
        await LandAsync(fetched);
        return await asking;
    }

    private async Task LandAsync(Fetched<string> fetched)
    {
        await _started.WaitAsync(Cancel);
        _flights.Dequeue().SetResult(fetched);
    }

    private Task<Fetched<string>> FetchAsync(CancellationToken cancellationToken)
    {
        var flight = new TaskCompletionSource<Fetched<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_flights)
        {
            _flights.Enqueue(flight);
            _tokens.Add(cancellationToken);
        }
        _started.Release();
        return flight.Task;
    }

    private sealed class RecordingLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{level}: {formatter(state, error)}");
    }
}
