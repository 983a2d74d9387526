using CsCheck;
using Mail2Alert.Routing;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

/// <summary>What holds after any mails, waits, crashes, silences and edits of the configuration.</summary>
public sealed class GroupPropertyTests
{
    private static readonly Matcher.During Night = new("night", [new TimeWindow(TimeZoneInfo.Utc) { Hours = [new DayPart(60, 120)] }]);

    private static readonly Route[][] Files =
    [
        [Route("ops", ByHost)],
        [Route("dev", Grouping.Default, Dev, host: "web1"), Route("ops", ByHost)],
        [Route("ops")],
        [Route("ops", ByHost with { By = null })],
        [Muted(Route("ops"))],
        [Muted(Route("dev", ByHost, Dev)) with { Continue = true }, Route("ops", Grouping.Default)],
    ];

    private static readonly Gen<Step> Mails = Gen.Select(Gen.Bool, Gen.Int[0, 2]).Select(
        (fires, key) => (Step)new Step.Mail(fires, $"k{key}", key == 0 ? "web1" : "web2"));

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (8, Mails),
        (5, Gen.OneOf(1, 20, 40, 360, 18_000).Select(seconds => (Step)new Step.Wait(seconds))),
        (2, Gen.Const((Step)new Step.Crash())),
        (1, Gen.Const((Step)new Step.Silence())),
        (1, Gen.Int[0, Files.Length - 1].Select(file => (Step)new Step.Edit(file))));

    [Fact]
    public async Task Everybody_hears_what_is_and_nothing_twice_and_in_the_end_nothing_is_left() =>
        await Gen.Select(Gen.Int[0, Files.Length - 1], Steps.Array[1, 14]).SampleAsync(
            async (file, steps) =>
            {
                await using var world = new World(Files[file]);
                await world.RunAsync(steps);
                await world.SettleAsync();
                world.EverybodyHeardWhatIs();
                world.NothingWasRepeatedEarly();
                await world.EndAsync();
            },
            iter: 60,
            threads: 1,
            print: world => $"file {world.Item1}: {string.Join<Step>("; ", world.Item2)}");

    private static Route Muted(Route route) => route with { Options = route.Options with { Mute = [Night] } };

    internal abstract record Step
    {
        public sealed record Mail(bool Fires, string Key, string Host) : Step
        {
            public override string ToString() => $"{(Fires ? "FIRING" : "RESOLVED")} {Key} host={Host}";
        }

        public sealed record Wait(int Seconds) : Step;

        public sealed record Crash : Step;

        public sealed record Silence : Step;

        public sealed record Edit(int File) : Step;
    }

    private sealed class World(Route[] routes) : IAsyncDisposable
    {
        private readonly GroupScene _scene = new(routes);
        private readonly List<Heard> _heard = [];
        private readonly Dictionary<string, Step.Mail> _last = [];
        private readonly HashSet<string> _sinceEdit = [];
        private int _changes;

        public async Task RunAsync(Step[] steps)
        {
            await _scene.StartAsync();
            foreach (var step in steps)
            {
                await TakeAsync(step);
                Listen();
            }
        }

        /// <summary>Silences and the night are over, and each group's time has come.</summary>
        public async Task SettleAsync()
        {
            await _scene.PassAsync(TimeSpan.FromHours(1.5));
            Listen();
        }

        public void EverybodyHeardWhatIs()
        {
            foreach (var mail in _last.Values.Where(mail => _sinceEdit.Contains(mail.Key)))
            {
                foreach (var target in new Router(_scene.Routes).Route(LineSource.Of(mail.ToString()), null).Targets.Select(routed => routed.Target))
                    HeardLast(target, mail.Key).ShouldBe(mail.Fires, $"{target} about {mail}");
            }
        }

        public void NothingWasRepeatedEarly()
        {
            foreach (var same in _heard.GroupBy(heard => (heard.Telling.Target, heard.Telling.Text, heard.Telling.Title, heard.Changes)))
            {
                var times = same.Select(heard => heard.Telling.At).ToList();
                times.Zip(times.Skip(1), (first, second) => second - first).ShouldAllBe(gap => gap > TimeSpan.FromHours(4));
            }
        }

        public async Task EndAsync()
        {
            foreach (var mail in _last.Values.ToList())
                await _scene.MailAsync((mail with { Fires = false }).ToString());
            await _scene.PassAsync(TimeSpan.FromHours(1.5));
            (await _scene.MemoryAsync()).ShouldBeEmpty();
            (_scene.Groups.Count, _scene.Groups.Members, _scene.Groups.Next).ShouldBe((0, 0, null));
        }

        public ValueTask DisposeAsync() => _scene.DisposeAsync();

        private async Task TakeAsync(Step step)
        {
            _changes += step is Step.Mail or Step.Silence or Step.Edit ? 1 : 0;
            switch (step)
            {
                case Step.Mail mail:
                    _last[mail.Key] = mail;
                    _sinceEdit.Add(mail.Key);
                    await _scene.MailAsync(mail.ToString());
                    break;
                case Step.Wait wait:
                    await _scene.PassAsync(wait.Seconds);
                    break;
                case Step.Crash:
                    await _scene.CrashAsync();
                    break;
                case Step.Silence:
                    var now = _scene.Clock.GetUtcNow();
                    _scene.Silences.Put(new Silence("s", [], now, now.AddMinutes(10), "ann", "maintenance"));
                    break;
                case Step.Edit edit:
                    await _scene.CrashAsync(Files[edit.File]);
                    _sinceEdit.Clear();
                    break;
            }
        }

        private void Listen() => _heard.AddRange(_scene.Told.Select(telling => new Heard(telling, _changes)));

        // Nobody needs to hear of the end of what nobody heard of.
        private bool HeardLast(Target target, string key) => _heard
            .Where(heard => heard.Telling.Target == target)
            .SelectMany(heard => heard.Lines)
            .LastOrDefault(line => line.Split(' ')[1] == key)?.StartsWith("FIRING", StringComparison.Ordinal) == true;
    }

    private sealed record Heard(Telling Telling, int Changes)
    {
        /// <summary>What it says of alerts: it is a mail as it came, or tells several of them.</summary>
        public IEnumerable<string> Lines => Telling.Text.Contains("\n* ", StringComparison.Ordinal)
            ? Telling.Text.Split('\n').Where(line => line.StartsWith("* ", StringComparison.Ordinal)).Select(line => line[2..])
            : [Telling.Title];
    }
}
