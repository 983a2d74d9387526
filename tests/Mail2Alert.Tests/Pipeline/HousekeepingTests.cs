using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Tests.Pipeline;

public sealed class HousekeepingTests
{
    [Fact]
    public async Task Finished_mails_go_when_they_are_old_and_those_that_are_owed_stay()
    {
        await using var folder = new StoreFolder();
        var store = await folder.OpenAsync();
        for (var i = 0; i < 250; i++)
            await store.OweAsync("told", key: $"k{i}");
        foreach (var delivery in await store.LeaseAsync(room: 1000))
            await store.RecordAsync(delivery, new AttemptEnd.Delivered());
        var owed = await store.OweAsync("waits");
        var housekeeping = new Housekeeping(
            store.Desk, TimeSpan.FromDays(30), 1 << 30, 10, needsCheck: false, folder.Clock, NullLogger<Housekeeping>.Instance);
        await housekeeping.CleanAsync(StoreTest.Cancellation);
        (await store.Desk.FiguresAsync(StoreTest.Cancellation)).Mails.ShouldBe(251);

        folder.Clock.Pass(TimeSpan.FromDays(31));
        await housekeeping.CleanAsync(StoreTest.Cancellation);

        (await store.Desk.FiguresAsync(StoreTest.Cancellation)).Mails.ShouldBe(1);
        (await store.ReadAsync(owed.Id, StoreTest.Cancellation)).ShouldNotBeNull();
    }
}
