using Mail2Alert.Sources.Lookups;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Sources.Lookups;

public sealed class LookupCacheTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestMetrics _metrics = new();
    private readonly List<string> _asked = [];
    private readonly List<string> _log = [];
    private readonly LookupCache<string, string> _cache;
    private bool _fails;

    public LookupCacheTests() => _cache = new LookupCache<string, string>(
        new LookupSettings("s", "job", TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10)) { MostCopies = 3 },
        what => _ =>
        {
            lock (_asked)
                _asked.Add(what);
            return Task.FromResult<Fetched<string>>(_fails ? new Fetched<string>.Failed("it is down") : new Fetched<string>.Got($"<{what}>"));
        },
        _metrics.Lookups,
        _time,
        new Recorder(_log));

    [Fact]
    public async Task Remembers_an_answer_for_each_address()
    {
        (await AskAsync("a", "b", "a", "b")).ShouldBe(["<a>", "<b>", "<a>", "<b>"]);
        _asked.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Forgets_what_was_asked_for_longest_ago()
    {
        await AskAsync("a", "b", "c", "a", "d");
        _cache.Count.ShouldBe(3);
        await AskAsync("a", "c", "d");
        _asked.ShouldBe(["a", "b", "c", "d"]);
        await AskAsync("b");
        _asked.ShouldBe(["a", "b", "c", "d", "b"]);
    }

    [Fact]
    public async Task Remembers_only_so_many_whatever_is_asked()
    {
        await Parallel.ForAsync(0, 5000, TestContext.Current.CancellationToken, async (i, cancel) => await _cache.GetAsync($"{i % 50}", cancel));
        _cache.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Shows_how_many_it_remembers()
    {
        _metrics.Lookups.Watch(new LookupSettings("s", "job", TimeSpan.Zero, TimeSpan.Zero), () => _cache.Count);
        await AskAsync("a", "b");
        _metrics.Observe().ShouldContain("mail2alert.lookup.copies source=s lookup=job 2");
    }

    [Fact]
    public async Task Tells_of_a_server_that_is_down_once_a_minute_however_many_addresses_fail()
    {
        _fails = true;
        await AskAsync("a", "b", "c", "d");
        _time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync("e");
        _log.ShouldBe(["Source s cannot look up job: it is down", "Source s cannot look up job: it is down"]);
    }

    public void Dispose() => _metrics.Dispose();

    private async Task<List<string?>> AskAsync(params string[] addresses)
    {
        var answers = new List<string?>();
        foreach (var address in addresses)
            answers.Add((await _cache.GetAsync(address, TestContext.Current.CancellationToken)).Value);
        return answers;
    }

    private sealed class Recorder(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, error));
    }
}
