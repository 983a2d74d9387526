using System.Text;
using Mail2Alert.Intake.Clients;
using Mail2Alert.Smtp;
using Mail2Alert.Smtp.Conformance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Intake.Clients;

public sealed class ClientsKeeperTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mail2alert-");
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly RecordingLogger _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_directory.FullName, "state", "clients.json");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task What_was_known_survives_a_restart()
    {
        await RunAsync(new SmtpConformance(), conformance => conformance.Restore([Printer]));
        var after = new SmtpConformance();

        await RunAsync(after);

        var known = after.Snapshot().Single();
        known.ShouldBe(Printer with { Lapses = known.Lapses });
        known.Lapses.ShouldBe(Printer.Lapses);
    }

    [Fact]
    public async Task It_is_written_once_a_minute_while_there_is_news()
    {
        var conformance = new SmtpConformance();
        using var keeper = Keeper(conformance);
        await keeper.StartAsync(Token);
        var written = NextWrite();
        conformance.Restore([Printer]);

        _time.Advance(TimeSpan.FromSeconds(59));
        File.Exists(Path).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        await written.WaitAsync(Token);
        (await new ClientsFile(Path).ReadAsync(Token)).ShouldNotBeNull().Written.ShouldBe(Noon.AddMinutes(1));
        await keeper.StopAsync(Token);
    }

    [Fact]
    public async Task Without_news_nothing_is_written()
    {
        await RunAsync(new SmtpConformance());

        File.Exists(Path).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "written": "2026-11-22T12:00:00Z" }""")]
    [InlineData("""{ "written": "2026-11-22T12:00:00Z", "clients": [ null ] }""")]
    [InlineData("""{ "written": "2026-11-22T12:00:00Z", "clients": [ { "address": "192.0.2.1" } ] }""")]
    public async Task A_damaged_file_is_set_aside_with_a_warning(string content)
    {
        Write(content);
        var conformance = new SmtpConformance();

        await RunAsync(conformance, known => known.Restore([Printer]));

        File.ReadAllText($"{Path}.damaged").ShouldBe(content);
        _log.Lines.Single().ShouldStartWith($"Warning The report on clients in {Path} is damaged (");
        (await new ClientsFile(Path).ReadAsync(Token)).ShouldNotBeNull().Clients.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_of_another_version_is_left_out()
    {
        await RunAsync(new SmtpConformance(), conformance => conformance.Restore([Printer]));
        Write(File.ReadAllText(Path).Replace("bare_line_feed", "rule_of_tomorrow", StringComparison.Ordinal));
        var after = new SmtpConformance();

        await RunAsync(after);

        after.Snapshot().Single().Lapses.Select(lapse => lapse.Rule.Name).ShouldBe(["stray_line_end"]);
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_can_be_written_it_says_so_once_and_goes_on()
    {
        File.WriteAllText(System.IO.Path.Combine(_directory.FullName, "state"), "a file where the directory should be");
        var conformance = new SmtpConformance();
        using var keeper = Keeper(conformance);
        await keeper.StartAsync(Token);
        conformance.Restore([Printer]);

        _time.Advance(TimeSpan.FromMinutes(1));
        await _log.FirstLine.WaitAsync(Token);
        conformance.Restore([Printer with { Client = "192.0.2.2" }]);
        await keeper.StopAsync(Token);

        _log.Lines.Single().ShouldStartWith($"Warning The report on clients cannot be written to {Path}, and will be tried again: ");
    }

    [Fact]
    public async Task Others_than_the_services_group_may_not_read_it()
    {
        await RunAsync(new SmtpConformance(), conformance => conformance.Restore([Printer]));

        if (!OperatingSystem.IsWindows())
            (File.GetUnixFileMode(Path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite)).ShouldBe(UnixFileMode.None);
    }

    internal static SmtpClientConduct Printer { get; } = new("192.0.2.1", "smtp://0.0.0.0:25", SmtpProfile.Legacy)
    {
        Hello = "printer",
        FirstSeen = Noon.AddDays(-2),
        LastSeen = Noon.AddMinutes(-1),
        Connections = 4,
        Messages = 3,
        Lapses =
        [
            new(Rule(SmtpViolations.BareLineFeed), 12, Noon.AddMinutes(-2), "RCPT"),
            new(Rule(SmtpViolations.StrayLineEnd), 3, Noon.AddMinutes(-1), null),
        ],
    };

    internal static SmtpRule Rule(SmtpViolations violation) => SmtpRule.All.Single(rule => rule.Violation == violation);

    private ClientsKeeper Keeper(SmtpConformance conformance) => new(new ClientsFile(Path), conformance, _time, _log);

    private async Task RunAsync(SmtpConformance conformance, Action<SmtpConformance>? happens = null)
    {
        using var keeper = Keeper(conformance);
        await keeper.StartAsync(Token);
        happens?.Invoke(conformance);
        await keeper.StopAsync(Token);
    }

    private void Write(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, content, new UTF8Encoding(false));
    }

    private async Task NextWrite()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(System.IO.Path.GetDirectoryName(Path)!);
        watcher.Renamed += (_, _) => written.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await written.Task.WaitAsync(Token);
    }

    private sealed class RecordingLogger : ILogger<ClientsKeeper>
    {
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Lines { get; } = [];

        public Task FirstLine => _first.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Add($"{logLevel} {formatter(state, exception)}");
            _first.TrySetResult();
        }
    }
}
