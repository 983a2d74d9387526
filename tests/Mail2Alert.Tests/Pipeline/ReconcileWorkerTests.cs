using Mail2Alert.Alerts;
using Mail2Alert.Configuration;
using Mail2Alert.Pipeline;
using Mail2Alert.Sources.GoCd;
using Mail2Alert.Sources.Lookups;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using Mail2Alert.Tests.Configuration;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>GoCD's list of stages beside the mails that came, with a store and all that decides.</summary>
public sealed class ReconcileWorkerTests : IAsyncDisposable
{
    private const string Rules = """
        relay: mail.example.com
        sources:
          gocd: { claim: { to: gocd@example.com }, url: 'https://gocd.example.com/go', timeout: 50ms, reconcile: { after: 5m } }
        routes:
          - { when: { event: [ BREAKS, FAILS, FIXED ] }, to: mailto:ops@example.com }
        """;

    private readonly StoreFolder _folder = new();
    private ServiceProvider? _services;
    private SqliteStore? _store;
    private ReconcileWorker? _worker;
    private Fetched<StageHistory> _history = new Fetched<StageHistory>.Got(StageHistory.Empty);
    private string? _cancelledBy;
    private bool _hangs;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stage_that_broke_without_a_mail_is_told_once_and_marked()
    {
        await StartAsync();
        Stands(7, AlertStatus.Firing);

        await PassAsync(minutes: 20);

        (await ToldAsync()).ShouldBe(["Stage [shop/7/unit/1] failed (GoCD sent no mail)"]);
        var state = Of<Mail2Alert.Routing.AlertEngine>().Recall(new AlertId("gocd", "shop/unit"))!;
        (state.Status, state.Alert!.Labels["reconciled"], state.Alert.Link?.AbsoluteUri)
            .ShouldBe((AlertStatus.Firing, "true", "https://gocd.example.com/go/pipelines/shop/7/unit/1"));
    }

    [Fact]
    public async Task Its_mail_that_comes_late_tells_nobody_again()
    {
        await StartAsync();
        Stands(7, AlertStatus.Firing);
        await PassAsync(minutes: 10);

        await MailAsync("Stage [shop/7/unit/1] is broken");

        (await ToldAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_neither_tells_it_again_nor_forgets_what_it_was_switched_on_for()
    {
        await StartAsync();
        Stands(7, AlertStatus.Firing);
        await PassAsync(minutes: 10);
        await CrashAsync();
        await PassAsync(minutes: 10);
        (await ToldAsync()).Count.ShouldBe(1);

        Stands(8, AlertStatus.Resolved);
        await CrashAsync();
        await PassAsync(minutes: 10);

        (await ToldAsync())[^1].ShouldBe("Stage [shop/8/unit/1] passed (GoCD sent no mail)");
    }

    [Fact]
    public async Task What_was_mailed_in_time_is_told_by_its_mail_alone()
    {
        await StartAsync();
        Stands(7, AlertStatus.Firing);
        await PassAsync(minutes: 3);
        await MailAsync("Stage [shop/7/unit/1] is broken");

        await PassAsync(minutes: 10);

        (await ToldAsync()).ShouldBe(["Stage [shop/7/unit/1] is broken"]);
    }

    [Fact]
    public async Task A_cancelled_run_is_no_failure()
    {
        await StartAsync();
        _cancelledBy = "anna";
        Stands(7, AlertStatus.Firing);

        await PassAsync(minutes: 20);

        (await ToldAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_never_says_whether_a_run_was_cancelled_keeps_nobody_from_hearing_of_it()
    {
        await StartAsync();
        _hangs = true;
        Stands(7, AlertStatus.Firing);

        await PassAsync(minutes: 10);

        (await ToldAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task While_GoCD_does_not_answer_nothing_is_missed()
    {
        await StartAsync();
        _history = new Fetched<StageHistory>.Failed("it is down");

        await PassAsync(minutes: 20);

        (await ToldAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gocd: { reconcile: true }", "'reconcile' needs 'url', to have somebody to ask")]
    [InlineData("gocd: { url: 'https://a/go', reconcile: { evry: 1m } }", "unknown key 'evry' in 'reconcile'; did you mean 'every'?")]
    [InlineData("gocd: { url: 'https://a/go', reconcile: { after: soon } }", "'after' expects")]
    public void Says_what_is_wrong(string source, string problem) =>
        Loaded.Problems($"sources: {{ {source} }}").ShouldContain(one => one.Contains(problem));

    [Fact]
    public void Without_a_store_nobody_could_know_what_was_told() =>
        Loaded.Problems("store: none\nsources: { gocd: { url: 'https://a/go', reconcile: true } }").ShouldContain(one => one.Contains("'reconcile' needs a store"));

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? default);
        await _folder.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var opening = (StoreOpening.Opened)await _folder.OpeningAsync();
        _store = (SqliteStore)opening.Store;
        var settings = new StoreSettings(_folder.Database);
        var configuration = Loaded.Valid(Rules) with { Store = settings };
        var services = new ServiceCollection();
        Gateway.AddParts(services, configuration);
        StoreParts.Add(services, configuration, settings, opening);
        services.AddSingleton<TimeProvider>(_folder.Clock);
        services.AddKeyedSingleton("gocd", new GoCdLookups(
            _ => Task.FromResult<Fetched<PipelineGroups>>(new Fetched<PipelineGroups>.Got(PipelineGroups.None)),
            _ => Task.FromResult(_history))
        {
            Run = async (_, _, cancel) =>
            {
                await Task.Delay(_hangs ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, TimeProvider.System, cancel);
                return new Fetched<RunFacts>.Got(new(new Dictionary<string, string?> { ["cancelled_by"] = _cancelledBy }));
            },
        });
        _services = services.BuildServiceProvider();
        await Of<GroupMemory>().RestoreAsync(1000, Cancellation);
        _worker = ReconcileParts.Worker(_services, configuration.Sources.OfType<SourceSettings.GoCd>().Single().Settings);
        await _worker.RoundAsync(Cancellation);
    }

    private async Task CrashAsync()
    {
        _folder.Crash();
        await _services!.DisposeAsync();
        await StartAsync();
    }

    private T Of<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    private void Stands(int counter, AlertStatus status) => _history = new Fetched<StageHistory>.Got(
        new StageHistory([new StageHistory.Row(new StageLocator("shop", $"{counter}", "unit", "1"), false, status) { At = _folder.Clock.GetUtcNow() }]));

    private async Task PassAsync(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            _folder.Clock.Pass(TimeSpan.FromMinutes(1));
            await _worker!.RoundAsync(Cancellation);
        }
    }

    private async Task MailAsync(string subject)
    {
        var mail = StoreTest.MailOf(TestMail.OfBytes(System.Text.Encoding.ASCII.GetBytes($"Subject: {subject}\r\n\r\n"), "gocd@example.com", "gocd@example.com"), _folder.Clock.GetUtcNow());
        (await _store!.KeepAsync(mail, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        (await Of<MailDecider>().DecideAsync(mail.Id, Cancellation)).ShouldBeNull();
    }

    private async Task<IReadOnlyList<string>> ToldAsync() =>
        [.. (await _store!.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items.OrderBy(row => row.Id).Select(row => row.Subject!)];
}
