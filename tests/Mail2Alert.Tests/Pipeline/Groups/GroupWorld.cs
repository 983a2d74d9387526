using Mail2Alert.Pipeline;
using Mail2Alert.Routing;
using Mail2Alert.Tests.Storage;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>Takes steps, listens to what everybody is told, and knows what they should know.</summary>
internal sealed class GroupWorld(IReadOnlyList<GroupFile> files, int first) : IAsyncDisposable
{
    private readonly GroupScene _scene = new(files[first].Routes) { Inhibit = files[first].Inhibit };
    private readonly List<Heard> _heard = [];
    private readonly Dictionary<string, GroupStep.Mail> _last = [];
    private readonly Dictionary<string, int> _changes = [];
    private readonly HashSet<string> _sinceEdit = [];
    private readonly HashSet<string> _taken = [];
    private readonly HashSet<Target> _several = [];
    private GroupFile _file = files[first];
    private int _edits;
    private bool _isQuiet;

    private IEnumerable<GroupStep.Mail> SinceEdit => _last.Values.Where(mail => _sinceEdit.Contains(mail.Key));

    public async Task RunAsync(GroupStep[] steps)
    {
        await _scene.StartAsync();
        Read(_file);
        foreach (var step in steps)
        {
            await TakeAsync(step);
            Listen();
        }
    }

    /// <summary>Silences and the night are over, and each group's time has come.</summary>
    public async Task SettleAsync()
    {
        await _scene.PassAsync(TimeSpan.FromHours(2));
        Listen();
    }

    /// <summary>Of what no mail came since the last edit, they may have heard from routes that are gone.</summary>
    public void EverybodyHeardWhatIs()
    {
        foreach (var mail in SinceEdit)
        {
            var routes = new Router(_scene.Routes).Route(LineSource.Of(mail.ToString()), null).Targets.DistinctBy(routed => routed.Route).ToList();
            foreach (var target in routes.SelectMany(routed => routed.Route.Targets).Distinct().Where(_ => !IsInhibited(mail)))
                HeardLast(target, mail.Key).ShouldBe(mail.Fires, $"{target} about {mail}");
            foreach (var target in routes.SelectMany(routed => Escalated(routed.Route)).Where(_ => !IsInhibited(mail) && !IsTaken(mail)))
                HeardLast(target, mail.Key).ShouldBe(mail.Fires, $"{target} about {mail} that nobody takes care of");
        }
    }

    /// <summary>
    /// Unless it was silenced, or kept quiet by another alert: that news nobody hears. After an edit a group may have people who heard of it at once
    /// from another route: what waits in it does not know.
    /// </summary>
    public void NewsWasToldOnce()
    {
        foreach (var target in _file.Routes.SelectMany(route => route.Targets).Distinct())
        {
            foreach (var key in _changes.Keys.Except(_last.Keys))
            {
                var told = LinesOf(target).Count(line => KeyOf(line) == key);
                told.ShouldBeLessThanOrEqualTo(_changes[key] * (1 + _edits), $"{target} about {key}");
                if (!_isQuiet && _edits == 0 && Tells(target, key))
                    told.ShouldBe(_changes[key], $"{target} about {key}");
            }
        }
    }

    /// <summary>Unless it changed meanwhile. News is always new.</summary>
    public void NothingWasRepeatedEarly()
    {
        foreach (var same in _heard.Where(heard => !heard.IsNews && !MayHearTwice(heard)).GroupBy(heard => (heard.Telling.Target, heard.Telling.Text, heard.Telling.Title, heard.Telling.Note, heard.Changes)))
        {
            var times = same.Select(heard => heard.Telling.At).ToList();
            times.Zip(times.Skip(1), (one, next) => next - one).ShouldAllBe(gap => gap > TimeSpan.FromHours(4), same.Key.ToString());
        }
    }

    /// <summary>
    /// An end, each time that it comes. Groups know nothing of each other: whom a route tells by several (with others, after a silence since it was
    /// urgent, by an escalation that names him, too) hears of it from each that told him that it fires.
    /// </summary>
    public void NoEndWasToldTwice()
    {
        var ends = from heard in _heard
                   from line in heard.Lines
                   where IsEnd(line.Key) && !_several.Contains(heard.Telling.Target)
                   group line by (heard.Telling.Target, line);
        ends.ShouldAllBe(end => end.Count() == 1);
    }

    public async Task EndAsync()
    {
        foreach (var mail in _last.Values.ToList())
            await TakeAsync(mail with { Fires = false });
        await SettleAsync();
        EverybodyHeardWhatIs();
        NoEndWasToldTwice();
        (await _scene.MemoryAsync()).Where(row => row.Kind != "silence").ShouldBeEmpty();
        (_scene.Groups.Count, _scene.Groups.Members, _scene.Groups.Next).ShouldBe((0, 0, null));
        _scene.Of<Inhibitors>().Count.ShouldBe(0);
        (await _scene.Store.AlertsAsync(100, StoreTest.Cancellation)).ShouldAllBe(alert => alert.State.Acknowledged == null);
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    private async Task TakeAsync(GroupStep step)
    {
        switch (step)
        {
            case GroupStep.Mail mail:
                _last[mail.Key] = mail;
                _sinceEdit.Add(mail.Key);
                if (!mail.Fires)
                    _taken.Remove(mail.Key);
                Change(mail.Key);
                await _scene.MailAsync(mail.ToString());
                break;
            case GroupStep.News news:
                Change(news.Key);
                await _scene.MailAsync(news.ToString());
                break;
            case GroupStep.Wait wait:
                await _scene.PassAsync(wait.Seconds);
                break;
            case GroupStep.Crash:
                await _scene.CrashAsync();
                break;
            case GroupStep.Silence silence:
                await SilenceAsync(silence);
                break;
            case GroupStep.Acknowledge order:
                await AcknowledgeAsync(order);
                break;
            case GroupStep.Edit edit:
                _edits++;
                Read(files[edit.File]);
                await _scene.CrashAsync(_file.Routes);
                _sinceEdit.Clear();
                break;
        }
    }

    private void Read(GroupFile file)
    {
        _file = file;
        _isQuiet |= file.Inhibits;
        _scene.Inhibit = file.Inhibit;
        _several.UnionWith(file.Routes.SelectMany(route => route.Options.Grouping?.Urgent is null ? route.Targets.Intersect(Escalated(route)) : route.Targets));
    }

    private async Task SilenceAsync(GroupStep.Silence step)
    {
        _isQuiet = true;
        var order = new SilenceOrder([$"host=~{step.Host}"], null, _scene.Clock.GetUtcNow().AddMinutes(10), "ann", "maintenance");
        (await _scene.Of<Silences>().AddAsync(order, StoreTest.Cancellation)).Refusal.ShouldBeNull();
    }

    private async Task AcknowledgeAsync(GroupStep.Acknowledge step)
    {
        var fires = _last.TryGetValue(step.Key, out var mail) && mail.Fires;
        var answer = await _scene.Of<Acknowledgements>().RunAsync(new AcknowledgeOrder("lines", step.Key, "ann", step.IsTaken), StoreTest.Cancellation);
        (answer.Refusal is null).ShouldBe(fires && (step.IsTaken || _taken.Contains(step.Key)), answer.Refusal);
        if (answer.Refusal is null && step.IsTaken)
            _taken.Add(step.Key);
        else
            _taken.Remove(step.Key);
    }

    private bool MayHearTwice(Heard heard) => _several.Contains(heard.Telling.Target) && heard.Lines.Any(line => IsEnd(line.Key));

    private static bool IsEnd(string line) => line.StartsWith("RESOLVED", StringComparison.Ordinal);

    private void Change(string key) => _changes[key] = _changes.GetValueOrDefault(key) + 1;

    /// <summary>Whatever is told is as it is now.</summary>
    private void Listen()
    {
        foreach (var telling in _scene.Told)
        {
            var lines = LinesOf(telling);
            foreach (var line in lines.Where(line => _last.ContainsKey(KeyOf(line))))
                line.ShouldBe(_last[KeyOf(line)].ToString());
            _heard.Add(new Heard(telling, [.. lines.Select(line => KeyValuePair.Create(line, _changes[KeyOf(line)]))], _edits));
        }
    }

    private bool IsInhibited(GroupStep.Mail mail) =>
        _file.Inhibits && mail is { Fires: true, Key: not GroupFile.Cause, Host: GroupFile.Down }
        && _last.TryGetValue(GroupFile.Cause, out var cause) && cause.Fires;

    private bool IsTaken(GroupStep.Mail mail) => mail.Fires && _taken.Contains(mail.Key);

    private bool Tells(Target target, string news) => new Router(_scene.Routes)
        .Route(LineSource.Of($"NEWS {news} host={news["news-".Length..]}"), null).Targets.Any(routed => target.Equals(routed.Target));

    private static IEnumerable<Target> Escalated(Route route) => route.Options.Escalation.SelectMany(step => step.To.Targets);

    // Nobody needs to hear of the end of what nobody heard of.
    private bool HeardLast(Target target, string key) =>
        LinesOf(target).LastOrDefault(line => KeyOf(line) == key)?.StartsWith("FIRING", StringComparison.Ordinal) == true;

    private IEnumerable<string> LinesOf(Target target) => _heard.Where(heard => target.Equals(heard.Telling.Target)).SelectMany(heard => heard.Lines.Select(line => line.Key));

    /// <summary>What it says of alerts: it is a mail as it came, or tells several of them.</summary>
    private static IReadOnlyList<string> LinesOf(Telling telling) => telling.Text.Contains("* ", StringComparison.Ordinal)
        ? [.. telling.Text.Split('\n').Where(line => line.StartsWith("* ", StringComparison.Ordinal)).Select(line => line[2..])]
        : [telling.Title];

    private static string KeyOf(string line) => line.Split(' ')[1];

    /// <param name="Telling">What was told.</param>
    /// <param name="Lines">What it says of alerts, each with how many mails about the alert had come by then.</param>
    /// <param name="Edits">How often the configuration had changed by then.</param>
    private sealed record Heard(Telling Telling, IReadOnlyList<KeyValuePair<string, int>> Lines, int Edits)
    {
        public bool IsNews => Lines.Any(line => line.Key.StartsWith("NEWS", StringComparison.Ordinal));

        public int Changes => Edits + Lines.Sum(line => line.Value);
    }
}
