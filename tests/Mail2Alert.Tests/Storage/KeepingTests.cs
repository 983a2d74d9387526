using System.Buffers;
using System.Runtime.InteropServices;
using Mail2Alert.Alerts;
using Mail2Alert.Deliveries;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class KeepingTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(4000)]
    [InlineData(5_000_000)]
    public async Task A_mail_that_was_kept_is_there_after_a_crash_byte_for_byte(int size)
    {
        var store = await _folder.OpenAsync();
        var mail = Mail(size);
        (await store.KeepAsync(mail, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        _folder.Crash();
        store = await _folder.OpenAsync();

        (await store.UndecidedAsync()).ShouldBe([mail.Id]);
        var read = (await store.ReadAsync(mail.Id, Cancellation)).ShouldNotBeNull();
        read.Message.Raw.ToArray().ShouldBe(mail.Raw.ToArray());
        read.Message.Id.ShouldBe(mail.Id);
        read.Message.ReceivedAt.ShouldBe(mail.ReceivedAt);
        read.Message.Subject.ShouldBe("x");
        EnvelopeJson.Write(read.Message.Envelope).ShouldBe(EnvelopeJson.Write(mail.Envelope));
        read.Alert.ShouldBeNull();
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5_000_000)]
    public async Task History_needs_nothing_of_the_mail_when_the_call_returns(int size)
    {
        var store = await _folder.OpenAsync();
        var bytes = Mail(size).Raw.ToArray();
        var mail = TestMail.OfBytes([.. bytes]);
        var lent = MemoryMarshal.AsMemory(mail.Raw.First);

        var keeping = store.KeepHistoryAsync(mail, Decision());
        lent.Span.Fill((byte)'#');

        (await keeping).ShouldBe(StoreAnswer.Done.Instance);
        (await store.ReadAsync(mail.Id, Cancellation)).ShouldNotBeNull().Message.Raw.ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task The_bytes_of_a_large_mail_lie_in_a_file_that_only_its_owner_may_read()
    {
        var mail = Mail(5000);
        await (await _folder.OpenAsync()).KeepAsync(mail, Cancellation);

        var file = Path.Combine(_folder.Mails, mail.Id[^2..], mail.Id + ".eml");
        File.ReadAllBytes(file).ShouldBe(mail.Raw.ToArray());
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _folder.Query("SELECT count(*) FROM content").ShouldBe(0L);
    }

    [Fact]
    public async Task A_large_mail_whose_file_cannot_be_finished_leaves_nothing_half_done()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail(10_000);
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Mails, mail.Id[^2..])).FullName;
        Directory.CreateDirectory(Path.Combine(folder, mail.Id + ".eml"));

        (await store.KeepAsync(mail, Cancellation)).ShouldBeOfType<StoreAnswer.Failed>();

        Directory.EnumerateFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_whose_file_is_lost_or_cut_short_is_not_there_rather_than_wrong()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail(5000);
        await store.KeepAsync(mail, Cancellation);

        await using (var file = new FileStream(Directory.EnumerateFiles(_folder.Mails, "*.eml", SearchOption.AllDirectories).Single(), FileMode.Open))
            file.SetLength(10);

        (await store.ReadAsync(mail.Id, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task An_id_cannot_lead_out_of_the_directory()
    {
        var store = await _folder.OpenAsync();

        await Should.ThrowAsync<ArgumentException>(() => store.KeepAsync(Mail(5000, id: "../../x"), Cancellation));
    }

    [Fact]
    public async Task The_text_of_an_alert_that_is_its_mails_is_kept_once()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        var decision = Decision(Tell(mail, "#ops")) with { Alert = TestAlert.Of() with { Text = mail.Text }, HasMailsText = true };

        await store.KeepAsync(mail, Cancellation);
        await store.DecideAsync(mail.Id, decision, Cancellation);

        var read = (await store.ReadAsync(mail.Id, Cancellation)).ShouldNotBeNull();
        read.Alert!.Text.ShouldBe(mail.Text);
        mail.Text.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_decision_has_all_that_it_takes_to_send_again_and_no_secret()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, Cancellation);
        var decision = Decision(Tell(mail, "#ops"), Tell(mail, "#blue"), PlannedDelivery.HandOn(mail.Id, Others, "no source claims it", "relay"));

        (await store.DecideAsync(mail.Id, decision, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        var read = (await store.ReadAsync(mail.Id, Cancellation)).ShouldNotBeNull();
        AlertJson.Write(read.Alert!).Bytes.ShouldBe(AlertJson.Write(decision.Alert!).Bytes);
        read.Why.ShouldBe(["because"]);
        read.Audience.Select(target => target.Text).ShouldBe(["slack://***/#ops", "slack://***/#blue"]);
        (await store.LeaseAsync("relay")).Single().Recipients.ShouldBe(Others);
        await _folder.CloseAsync(store);
        System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder.Database)).ShouldNotContain("SECRET");
    }

    [Fact]
    public async Task A_mail_is_decided_once()
    {
        var store = await _folder.OpenAsync();
        var mail = Mail();
        await store.KeepAsync(mail, Cancellation);
        await store.DecideAsync(mail.Id, Decision(Tell(mail, "#ops")), Cancellation);

        (await store.DecideAsync(mail.Id, Decision(Tell(mail, "#ops")), Cancellation)).ShouldBeOfType<StoreAnswer.Gone>();

        (await store.UndecidedAsync()).ShouldBeEmpty();
        (await store.LeaseAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_and_its_decision_take_one_commit_and_what_was_delivered_already_is_not_owed()
    {
        var store = await _folder.OpenAsync();
        var before = store.Writer.Commits;
        var mail = Mail();
        IStore kept = store;

        await kept.KeepAsync(
            mail,
            Decision(
                Tell(mail, "#a") with { FirstAttempt = new AttemptEnd.Delivered("id-1") },
                Tell(mail, "#b") with { FirstAttempt = new AttemptEnd.Again("down", TimeSpan.FromMinutes(1)) },
                Tell(mail, "#c") with { FirstAttempt = new AttemptEnd.Dead("no such channel") }),
            Cancellation);

        (store.Writer.Commits - before).ShouldBe(1);
        (await store.LeaseAsync()).ShouldBeEmpty();
        _folder.Clock.Pass(TimeSpan.FromMinutes(1));
        var owed = (await store.LeaseAsync()).Single();
        (owed.Target!.Text, owed.Attempt).ShouldBe(("slack://***/#b", 2));
        (await store.Desk.FindAsync(owed.Id, Cancellation))!.Attempts.Single().Reason.ShouldBe("down");
    }

    [Fact]
    public async Task Undecided_mails_come_back_in_order_page_by_page()
    {
        var store = await _folder.OpenAsync();
        var mails = Enumerable.Range(0, 25).Select(_ => Mail()).ToList();
        foreach (var mail in mails)
            await store.KeepAsync(mail, Cancellation);

        var read = new List<string>();
        for (long? after = 0; after is { } place;)
        {
            var page = await store.UndecidedAsync(place, 10, Cancellation);
            page.Items.Count.ShouldBeLessThanOrEqualTo(10);
            read.AddRange(page.Items);
            after = page.Next;
        }

        read.ShouldBe(mails.Select(mail => mail.Id));
    }

    [Fact]
    public async Task The_newest_alerts_are_remembered_each_with_its_last_state()
    {
        var store = await _folder.OpenAsync();
        foreach (var (key, status) in new[] { ("a", AlertStatus.Firing), ("b", AlertStatus.Firing), ("a", AlertStatus.Resolved), ("c", AlertStatus.Info) })
        {
            _folder.Clock.Pass(TimeSpan.FromSeconds(1));
            var mail = Mail();
            var state = new AlertState(status == AlertStatus.Info ? null : status, $"{key}/1", "BREAKS");
            await ((IStore)store).KeepAsync(mail, new MailDecision(TestAlert.Of() with { Key = key }, state, [], []), Cancellation);
        }

        var alerts = await store.AlertsAsync(2, Cancellation);

        var now = _folder.Clock.GetUtcNow();
        alerts.Select(alert => (alert.Key, alert.State)).ShouldBe(
        [
            ("c", new AlertState(null, "c/1", "BREAKS") { Since = now }),
            ("a", new AlertState(AlertStatus.Resolved, "a/1", "BREAKS") { Since = now - TimeSpan.FromSeconds(1) }),
        ]);
    }

    private static IReadOnlyList<SmtpRecipient> Others { get; } =
        [new(new SmtpPath("a", "example.com")) { Notify = SmtpNotify.Success | SmtpNotify.Delay, OriginalRecipient = "rfc822;a+2Bb@example.com" }];
}
