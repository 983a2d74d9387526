using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class MailListTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Mails_are_listed_oldest_first_page_by_page()
    {
        var store = await _folder.OpenAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await store.OweAsync("#ops", $"{i}")).Id);

        var first = await store.Desk.MailsAsync(new MailQuery { Most = 3 }, Cancellation);
        var second = await store.Desk.MailsAsync(new MailQuery { Most = 3, After = first.Next!.Value }, Cancellation);

        first.Items.Select(mail => mail.Id).ShouldBe(ids[..3]);
        second.Items.Select(mail => mail.Id).ShouldBe(ids[3..]);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_mail_is_listed_with_its_envelope_its_subject_and_its_source()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, Decision(Tell(mail, "#ops")) with { Subject = "Disk full" });

        var row = (await store.Desk.MailsAsync(new MailQuery(), Cancellation)).Items.Single();

        (row.Id, row.Sender, row.Subject, row.Source, row.Size).ShouldBe((mail.Id, "gocd@example.net", "Disk full", "gocd", mail.Length));
        row.Recipients.ShouldBe(["mail2alert@example.net"]);
    }

    [Fact]
    public async Task Mails_are_found_by_what_is_known_of_them()
    {
        var store = await _folder.OpenAsync();
        var owed = await store.OweAsync("#ops");
        var unrouted = Mail();
        await store.KeepAsync(unrouted, new MailDecision(TestAlert.Of() with { Source = "nas" }, null, [], []) { Subject = "Disk full" });
        var undecided = Mail();
        await store.KeepAsync(undecided, Cancellation);
        var (all, received) = ((string[])[owed.Id, unrouted.Id, undecided.Id], owed.ReceivedAt);

        (await Ids(store, new MailQuery { IsUnrouted = true })).ShouldBe([unrouted.Id]);
        (await Ids(store, new MailQuery { State = DeliveryState.Pending })).ShouldBe([owed.Id]);
        (await Ids(store, new MailQuery { Source = "nas" })).ShouldBe([unrouted.Id]);
        (await Ids(store, new MailQuery { Subject = "DISK" })).ShouldBe([unrouted.Id]);
        (await Ids(store, new MailQuery { Sender = "gocd@" })).ShouldBe(all);
        (await Ids(store, new MailQuery { Sender = "anna" })).ShouldBeEmpty();
        (await Ids(store, new MailQuery { Recipient = "MAIL2ALERT@example" })).ShouldBe(all);
        (await Ids(store, new MailQuery { Recipient = "anna" })).ShouldBeEmpty();
        (await Ids(store, new MailQuery { Since = received, Until = received.AddSeconds(1) })).ShouldBe(all);
        (await Ids(store, new MailQuery { Since = received.AddSeconds(1) })).ShouldBeEmpty();
        (await Ids(store, new MailQuery { Until = received })).ShouldBeEmpty();
    }

    private static async Task<IEnumerable<string>> Ids(IStore store, MailQuery query) =>
        (await store.Desk.MailsAsync(query, Cancellation)).Items.Select(mail => mail.Id);
}
