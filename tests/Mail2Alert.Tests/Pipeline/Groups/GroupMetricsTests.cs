using System.Diagnostics.Metrics;
using static Mail2Alert.Tests.Pipeline.Groups.GroupScene;

namespace Mail2Alert.Tests.Pipeline.Groups;

public sealed class GroupMetricsTests
{
    [Fact]
    public async Task What_groups_hold_and_tell_is_counted()
    {
        await using var scene = await StartAsync(Route("ops", ByHost));
        var counts = new Dictionary<string, long>();
        using var listener = Listen(scene.Of<IMeterFactory>(), counts);
        await scene.MailAsync("FIRING a host=web1", "FIRING b host=web1", "FIRING c host=web2");

        await scene.PassAsync(30);
        listener.RecordObservableInstruments();

        counts.ShouldBe(
            new Dictionary<string, long>
            {
                ["mail2alert.groups"] = 2,
                ["mail2alert.groups.members"] = 3,
                ["mail2alert.groups.notices"] = 2,
                ["mail2alert.groups.alerts"] = 3,
            },
            ignoreOrder: true);
    }

    private static MeterListener Listen(IMeterFactory meters, Dictionary<string, long> counts)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name.StartsWith("mail2alert.groups", StringComparison.Ordinal))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();
        return listener;

        void Add(string name, long value) => counts[name] = counts.GetValueOrDefault(name) + value;
    }
}
