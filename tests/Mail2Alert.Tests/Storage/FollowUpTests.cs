using System.Text;
using Mail2Alert.Deliveries;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class FollowUpTests : IAsyncDisposable
{
    private static readonly Receiver OnCall = new("oncall", []) { Fallback = new Fallback("blue", TimeSpan.FromMinutes(30)) };

    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_leaves_a_death_with_its_fallback_and_its_report_or_none_of_them(bool isRecorded)
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#oncall");
        var leased = (await store.LeaseAsync()).Single();
        if (isRecorded)
            await store.RecordAsync(leased, Death(leased));

        _folder.Crash();
        store = await _folder.OpenAsync();

        (await store.LeaseAsync()).Select(delivery => delivery.Target!.Text).ShouldBe([isRecorded ? "#blue" : "slack://***/#oncall"]);
        (await store.LeaseAsync("relay")).Select(delivery => delivery.MailId).ShouldBe(isRecorded ? [leased.MailId + "B1"] : []);
    }

    [Fact]
    public async Task An_end_that_is_not_on_disk_has_no_fallback_either_and_both_can_be_had_again()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#oncall");
        var leased = (await store.LeaseAsync()).Single();
        var commit = store.Writer.Commit;
        store.Writer.Commit = _ => throw new IOException("the disk failed");

        (await store.RecordAsync(leased, Death(leased), Cancellation)).ShouldBeOfType<StoreAnswer.Failed>();
        store.Writer.Commit = commit;
        _folder.Query("SELECT count(*) FROM delivery").ShouldBe(1L);
        await store.RecordAsync(leased, Death(leased));

        _folder.Query("SELECT count(*) FROM delivery").ShouldBe(3L);
        _folder.Query("SELECT count(*) FROM mail").ShouldBe(2L);
    }

    [Fact]
    public async Task A_delivery_that_dies_twice_falls_back_and_reports_once()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#oncall");
        var leased = (await store.LeaseAsync()).Single();
        await store.RecordAsync(leased, Death(leased));
        (await store.Desk.ActAsync(leased.Id, DeskAction.Retry, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        leased = (await store.LeaseAsync()).Single(delivery => delivery.Id == leased.Id);
        await store.RecordAsync(leased, Death(leased, "#another"));

        _folder.Query("SELECT count(*) FROM delivery").ShouldBe(3L);
        _folder.Query("SELECT count(*) FROM mail").ShouldBe(2L);
    }

    [Fact]
    public async Task Recipients_who_were_refused_go_their_own_ways_from_when_the_mail_was_decided()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        SmtpRecipient[] all = [To("a"), To("b"), To("c")];
        await ((IStore)store).KeepAsync(mail, new MailDecision(null, null, [], [PlannedDelivery.HandOn(mail.Id, all, "none", "relay")]), Cancellation);
        var leased = (await store.LeaseAsync("relay")).Single();
        _folder.Clock.Pass(TimeSpan.FromMinutes(5));

        await store.RecordAsync(leased, new AttemptEnd.Delivered
        {
            FollowUp = new FollowUp
            {
                Rest = [To("a")],
                Apart =
                [
                    Apart(leased, "b", new AttemptEnd.Dead("550")),
                    Apart(leased, "c", new AttemptEnd.Again("450", TimeSpan.FromMinutes(1))),
                ],
            },
        });

        var rows = (await store.Desk.ListAsync(new DeliveryQuery(), Cancellation)).Items.OrderBy(row => row.Id).ToList();
        rows.Select(row => (row.Recipients.Single().Address.LocalPart, row.State)).ShouldBe(
            [("a", DeliveryState.Delivered), ("b", DeliveryState.Dead), ("c", DeliveryState.Pending)]);
        rows.Select(row => row.CreatedAt).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_late_is_found_by_its_index_and_only_while_it_is_open()
    {
        var store = await _folder.OpenAsync();
        foreach (var to in (string[])["#a", "#b", "#c"])
        {
            var mail = Mail();
            var target = new Target("slack", to, to);
            await ((IStore)store).KeepAsync(mail, Decision(PlannedDelivery.Tell(mail.Id, TestAlert.Of(), target, "route 1", "slack", OnCall)), Cancellation);
        }
        await store.RecordAsync((await store.LeaseAsync(room: 1)).Single(), new AttemptEnd.Delivered());
        await store.Desk.ActAsync(2, DeskAction.Hold, Cancellation);

        var late = (await store.LateAsync(10, Cancellation)).ShouldHaveSingleItem();

        (late.Id, late.Receiver, late.At).ShouldBe((3, "oncall", _folder.Clock.GetUtcNow() + TimeSpan.FromMinutes(30)));
        Plan().ShouldContain("USING INDEX delivery_late");
    }

    [Fact]
    public async Task Who_is_late_falls_back_once_and_not_when_it_was_delivered_meanwhile()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 2; i++)
        {
            var mail = Mail();
            await ((IStore)store).KeepAsync(
                mail, Decision(PlannedDelivery.Tell(mail.Id, TestAlert.Of() with { Key = $"{i}" }, new Target("slack", "#a", "#a"), "route 1", "slack", OnCall)), Cancellation);
        }
        var late = await store.LateAsync(10, Cancellation);
        var followUp = new FollowUp { Fallback = [Tell(late[0].MailId)] };
        await store.RecordAsync((await store.LeaseAsync(room: 1)).Single(), new AttemptEnd.Delivered());

        (await store.FallBackAsync(late[0], followUp, Cancellation)).ShouldBeOfType<StoreAnswer.Gone>();
        (await store.FallBackAsync(late[1], followUp, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        (await store.FallBackAsync(late[1], followUp, Cancellation)).ShouldBeOfType<StoreAnswer.Gone>();

        _folder.Query("SELECT count(*) FROM delivery").ShouldBe(3L);
    }

    [Fact]
    public async Task A_damaged_store_that_an_older_version_left_is_carried_over_too()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#oncall");
        await _folder.CloseAsync(store);
        using (var connection = _folder.Connect())
        {
            SqliteConnections.Execute(connection, """
                DROP INDEX delivery_late;
                DROP INDEX delivery_held_back;
                ALTER TABLE delivery DROP COLUMN limited;
                ALTER TABLE delivery DROP COLUMN receiver;
                ALTER TABLE delivery DROP COLUMN note;
                ALTER TABLE delivery DROP COLUMN late;
                ALTER TABLE delivery DROP COLUMN fell;
                PRAGMA user_version = 1;
                """);
        }
        DamageMark.Leave(_folder.Database, "as the test says");

        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();

        opened.SetAside!.Carried["delivery"].ShouldBe(1);
        (await opened.Store.LeaseAsync()).ShouldHaveSingleItem().Target!.Text.ShouldBe("slack://***/#oncall");
    }

    private static SmtpRecipient To(string name) => new(new SmtpPath(name, "example.com"));

    private static PlannedDelivery Apart(LeasedDelivery delivery, string name, AttemptEnd end) =>
        PlannedDelivery.HandOn(delivery.MailId, [To(name)], delivery.Route, "relay") with { FirstAttempt = end, CreatedAt = delivery.CreatedAt };

    private static PlannedDelivery Tell(string mailId, string to = "#blue") =>
        PlannedDelivery.Tell(mailId, TestAlert.Of(), new Target("slack", to, to), "route 1: fallback of oncall", "slack");

    private static AttemptEnd.Dead Death(LeasedDelivery delivery, string to = "#blue")
    {
        var id = delivery.MailId + "B1";
        var report = new Message(new SmtpMessage(id, DateTimeOffset.UnixEpoch, TestMail.Of("", "").Envelope, new OwnContent(Encoding.ASCII.GetBytes("A: b\r\n"), false)));
        return new AttemptEnd.Dead("no")
        {
            FollowUp = new FollowUp
            {
                Fallback = [Tell(delivery.MailId, to)],
                Bounce = new Bounce(report, PlannedDelivery.HandOn(id, [To("sender")], "a report", "relay"), "a report"),
            },
        };
    }

    private string Plan()
    {
        using var connection = _folder.Connect();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The program's own statement.
        command.CommandText = "EXPLAIN QUERY PLAN " + FollowUpRows.SelectLate;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$most", 10);
        command.Parameters.AddWithValue("$now", 0);
        using var reader = command.ExecuteReader();
        var plan = new StringBuilder();
        while (reader.Read())
            plan.AppendLine(reader.GetString(3));
        return plan.ToString();
    }
}
