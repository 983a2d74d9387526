using System.Diagnostics.Metrics;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Pipeline;

internal static class TestThrottle
{
    public static Throttle Of(IStore store, ConfiguredReceivers receivers, TimeProvider clock, WakeUp? due = null, IMeterFactory? meters = null) => new(
        store,
        receivers,
        new Summaries(store, new Notices(store, new NoticeComposer("gateway.example.com"), due ?? new WakeUp(clock)), new ReadBudget(1 << 20, 1 << 16), 50, clock),
        new ThrottleMetrics(meters ?? TestMeters.Factory()),
        clock,
        NullLogger<Throttle>.Instance);
}
