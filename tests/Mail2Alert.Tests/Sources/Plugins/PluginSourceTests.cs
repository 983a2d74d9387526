using System.Diagnostics.Metrics;
using Mail2Alert.Alerts;
using Mail2Alert.Plugins;
using Mail2Alert.Sources;
using Mail2Alert.Sources.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Sources.Plugins;

public sealed class PluginSourceTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_the_alert_that_the_plugin_says()
    {
        var said = new NotifierAlert
        {
            Key = "cellar",
            Status = NotifierStatus.Firing,
            Severity = NotifierSeverity.Critical,
            Event = "hot",
            Title = "Too hot",
            Text = "90 degrees",
            Link = new Uri("https://furnace.example.com/"),
            Labels = new Dictionary<string, string> { ["room"] = "cellar", ["undeclared"] = "x", ["status"] = "resolved" },
        };

        var alert = Alert(await ReadAsync((_, _) => Answer(said)));

        (alert.Source, alert.Key, alert.Status, alert.Severity, alert.Event, alert.Title, alert.Text, $"{alert.Link}")
            .ShouldBe(("heating", "cellar", AlertStatus.Firing, Severity.Critical, "hot", "Too hot", "90 degrees", "https://furnace.example.com/"));
        (alert.Labels["room"], alert.Labels["undeclared"], alert.Labels["status"], alert.Labels["source"]).ShouldBe(("cellar", null, "firing", "heating"));
    }

    [Fact]
    public async Task Shows_the_mail_to_the_plugin()
    {
        NotifierMail? seen = null;

        await ReadAsync((mail, _) =>
        {
            seen = mail;
            return Answer(new NotifierAlert { Key = "k" });
        });

        seen.ShouldNotBeNull();
        (seen.Subject, seen.Text, seen.Header("SUBJECT"), seen.From, seen.Kind).ShouldBe(("Furnace failed", "very hot", "Furnace failed", "gocd@example.net", NotifierMailKind.Ordinary));
        seen.Headers[0].Raw.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_the_plugin_throws_loses_nothing()
    {
        var reading = await ReadAsync((_, _) => throw new InvalidOperationException("no oil"));

        var alert = Alert(reading);
        (alert.Status, alert.Severity, alert.Title).ShouldBe((AlertStatus.Info, Severity.Error, "Furnace failed"));
        alert.Text.ShouldBe("(the plug-in furnace could not read it: InvalidOperationException: no oil)\n\nvery hot");
        reading.Notes.ShouldBe(["the plug-in furnace could not read it: InvalidOperationException: no oil"]);
    }

    [Fact]
    public async Task A_mail_that_the_plugin_does_not_know_is_told_as_it_is()
    {
        var alert = Alert(await ReadAsync((_, _) => Answer()));

        (alert.Status, alert.Severity, alert.Title).ShouldBe((AlertStatus.Info, Severity.Error, "Furnace failed"));
    }

    [Fact]
    public async Task An_alert_without_a_key_is_no_answer() =>
        Alert(await ReadAsync((_, _) => Answer(new NotifierAlert { Key = "" }))).Text.ShouldContain("its alert has no key");

    [Fact]
    public async Task Several_alerts_of_a_mail_are_told_apart()
    {
        var reading = await ReadAsync((_, _) => Answer(new NotifierAlert { Key = "a" }, new NotifierAlert { Key = "b" }, new NotifierAlert { Key = "a", Title = "again" }));

        reading.ShouldBeOfType<Reading.Several>().Alerts.Select(alert => (alert.Key, alert.Title)).ShouldBe([("a", "Furnace failed"), ("b", "Furnace failed")]);
    }

    [Fact]
    public async Task A_mail_with_more_alerts_than_anybody_reads_is_told_as_it_is()
    {
        var reading = await ReadAsync((_, _) => Answer([.. Enumerable.Range(1, 101).Select(number => new NotifierAlert { Key = $"{number}" })]));

        reading.ShouldBeOfType<Reading.Understood>().IsLeftWhole.ShouldBeTrue();
        reading.Notes.ShouldHaveSingleItem().ShouldContain("more than 100 alerts");
    }

    [Fact]
    public async Task What_hangs_is_left_behind_and_told_to_stop()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<IReadOnlyList<NotifierAlert>>();
        var reading = ReadAsync((_, token) =>
        {
            token.Register(stopped.SetResult);
            asked.SetResult();
            return new(never.Task);
        });
        await asked.Task;

        _time.Advance(TimeSpan.FromSeconds(10));

        Alert(await reading).Text.ShouldContain("could not read it: it did not answer within 10 s");
        await stopped.Task.WaitAsync(Cancel);
    }

    [Fact]
    public async Task So_many_that_hang_end_the_asking_until_one_of_them_ends()
    {
        var guard = new PluginGuard("heating", TimeSpan.FromSeconds(10), _time, Metrics());
        var hanging = Enumerable.Range(0, PluginGuard.MostLeft).Select(_ => new TaskCompletionSource<string>()).ToList();
        foreach (var one in hanging)
        {
            var asked = guard.AskAsync(_ => one.Task, why => why, Cancel);
            _time.Advance(TimeSpan.FromSeconds(10));
            (await asked).ShouldStartWith("it did not answer");
        }

        (await guard.AskAsync(_ => Task.FromResult("read"), why => why, Cancel)).ShouldBe("it is not asked: 8 mails before occupy it still");
        hanging[0].SetResult("late");
        for (; guard.Left == PluginGuard.MostLeft; Cancel.ThrowIfCancellationRequested())
            await Task.Yield();
        (await guard.AskAsync(_ => Task.FromResult("read"), why => why, Cancel)).ShouldBe("read");
    }

    private static ValueTask<IReadOnlyList<NotifierAlert>> Answer(params NotifierAlert[] alerts) => new(alerts);

    private static Alert Alert(Reading reading) => reading.ShouldBeOfType<Reading.Understood>().Alert;

    private async Task<Reading> ReadAsync(Func<NotifierMail, CancellationToken, ValueTask<IReadOnlyList<NotifierAlert>>> read)
    {
        var kind = new PluginKind("furnace.dll", "furnace", "", [], ["room"], new Kind());
        var settings = new PluginSettings("heating", new Claim([], []), kind, new Notifier(read), LoadedPlugins.DefaultTime);
        return await new PluginSource(settings, Metrics(), _time).ReadAsync(TestMail.Of("Furnace failed", "very hot"), Cancel);
    }

    private static PluginMetrics Metrics() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private sealed class Notifier(Func<NotifierMail, CancellationToken, ValueTask<IReadOnlyList<NotifierAlert>>> read) : INotifier
    {
        public ValueTask<IReadOnlyList<NotifierAlert>> ReadAsync(NotifierMail mail, CancellationToken cancellationToken) => read(mail, cancellationToken);
    }

    private sealed class Kind : INotifierKind
    {
        public string Name => "furnace";

        public string About => "";

        public INotifier Create(NotifierSettings settings) => throw new InvalidOperationException();
    }
}
