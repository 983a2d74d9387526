using Mail2Alert.Pipeline;
using Mail2Alert.Smtp;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Pipeline;

/// <summary>Mail is taken from a folder in Maildir form, once.</summary>
public sealed class MailboxWorkerTests : IAsyncDisposable
{
    private readonly MailboxScene _scene = new();

    [Fact]
    public async Task Each_mail_is_taken_and_lies_in_cur_as_seen()
    {
        _scene.Deliver("1.a.host");
        _scene.Deliver("2.b.host");

        (await _scene.LookAsync()).ShouldBeTrue();
        (await _scene.LookAsync()).ShouldBeTrue();

        _scene.Kept.Count.ShouldBe(2);
        _scene.Names("new").ShouldBeEmpty();
        _scene.Names("cur").ShouldBe(["1.a.host:2,S", "2.b.host:2,S"]);
    }

    [Fact]
    public async Task A_mail_that_was_taken_can_be_deleted_instead()
    {
        _scene.Deletes = true;
        _scene.Deliver("1.a.host");

        await _scene.LookAsync();

        _scene.Kept.ShouldHaveSingleItem();
        _scene.Names("new").ShouldBeEmpty();
        _scene.Names("cur").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_crash_before_it_is_put_away_does_not_make_two_of_it()
    {
        _scene.Deliver("1.a.host");
        Directory.Delete(_scene.In("cur"));
        await (await _scene.WorkerAsync()).LookAsync(Cancellation);
        _scene.Names("new").ShouldBe(["1.a.host"]);
        _scene.Crash();
        Directory.CreateDirectory(_scene.In("cur"));

        await _scene.LookAsync();

        _scene.Kept.ShouldHaveSingleItem();
        _scene.Names("cur").ShouldBe(["1.a.host:2,S"]);
        _scene.Folder.Query("SELECT count(*) FROM mail").ShouldBe(1L);
    }

    [Fact]
    public async Task What_is_put_away_is_not_remembered_for_ever()
    {
        _scene.Deliver("1.a.host");

        await _scene.LookAsync();

        (await _scene.Store.ArrivalsAsync("alerts", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_put_away_before_a_crash_is_forgotten_after_it()
    {
        _scene.Deliver("1.a.host");
        await _scene.WorkerAsync();
        await _scene.Store.RememberAsync(new Mail2Alert.Messages.Arrival("alerts", "0.gone.host"), Cancellation);
        _scene.Crash();

        await _scene.LookAsync();

        (await _scene.Store.ArrivalsAsync("alerts", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_kept_now_waits_where_it_is_with_all_behind_it()
    {
        _scene.Deliver("1.a.host");
        _scene.Deliver("2.b.host");
        _scene.Refuses = _ => new SmtpReply(452, "4.3.1", "no room");

        (await _scene.LookAsync()).ShouldBeFalse();
        _scene.Names("new").Count.ShouldBe(2);

        _scene.Refuses = _ => null;
        (await _scene.LookAsync()).ShouldBeTrue();
        _scene.Kept.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_can_never_be_taken_is_put_aside_and_said_and_the_others_do_not_wait_for_it()
    {
        _scene.Terms = _scene.Terms with { MaxMessageSize = 200 };
        _scene.Deliver("1.large.host", new string('x', 201));
        _scene.Deliver("2.loop.host", string.Concat(Enumerable.Repeat("Received: x\n", 4)) + "\n");
        File.CreateSymbolicLink(_scene.In("new", "3.link.host"), "/etc/hostname");
        _scene.Deliver("4.empty.host", "");
        _scene.Deliver("5.good.host", "Subject: x\n\n");
        _scene.Folder.Clock.Pass(TimeSpan.FromMinutes(2));

        await _scene.LookAsync();

        _scene.Kept.ShouldHaveSingleItem();
        _scene.Names(".Rejected", "cur").ShouldBe(["1.large.host:2,", "2.loop.host:2,", "3.link.host:2,", "4.empty.host:2,"]);
        _scene.Log.Lines.Count(line => line.Contains("is rejected", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task A_file_that_is_empty_so_far_is_left_alone_and_told_of_once()
    {
        _scene.Deliver("1.a.host", "");
        var worker = await _scene.WorkerAsync();

        await worker.LookAsync(Cancellation);
        await worker.LookAsync(Cancellation);

        _scene.Names("new").ShouldBe(["1.a.host"]);
        _scene.Log.Lines.ShouldHaveSingleItem().ShouldContain("is not taken yet");
        _scene.Deliver("1.a.host");
        await worker.LookAsync(Cancellation);
        _scene.Kept.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_of_once_and_so_is_its_return()
    {
        var worker = await _scene.WorkerAsync();
        Directory.Delete(_scene.In("new"));

        var first = await worker.RoundAsync(Cancellation);
        for (var i = 0; i < 20; i++)
            (await worker.RoundAsync(Cancellation)).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Directory.CreateDirectory(_scene.In("new"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = worker.RoundAsync(stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        first.ShouldBeLessThan(TimeSpan.FromSeconds(6));
        _scene.Log.Lines.Select(line => line.Split(':')[0]).ShouldBe(["Error", "Information"]);
    }

    [Fact]
    public async Task The_envelope_is_what_whoever_delivered_it_wrote_down()
    {
        _scene.Deliver("1.a.host");
        _scene.Deliver("2.b.host", "From: anna@example.com\nTo: ops@example.com\nSubject: x\n\n");

        await _scene.LookAsync();

        _scene.Kept.Select(mail => $"{mail.Envelope.Sender}>{mail.Envelope.Recipients.Single().Address}").ShouldBe(["nas@example.com>alerts@example.com", ">ops@example.com"]);
        _scene.Kept[0].Envelope.Peer.Listener.Name.ShouldBe("alerts");
    }

    [Fact]
    public async Task Where_the_mailbox_has_an_address_nothing_in_the_mail_says_otherwise()
    {
        _scene.Terms = _scene.Terms with { To = "alerts@example.com" };
        _scene.Deliver("1.a.host", "Delivered-To: boss@example.com\nSubject: x\n\n");

        await _scene.LookAsync();

        _scene.Kept.Single().Envelope.Recipients.Single().Address.ToString().ShouldBe("alerts@example.com");
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Mail_that_no_source_claims_is_handed_on_only_where_that_is_asked_for(bool handsOn, int deliveries)
    {
        _scene.Terms = _scene.Terms with { HandsOn = handsOn };
        _scene.Deliver("1.a.host");
        await _scene.LookAsync();
        var mail = (await _scene.Store.ReadAsync(_scene.Kept.Single().Id, Cancellation))!.Message;

        var decision = await new Processor([]).DecideAsync(mail, _ => throw new InvalidOperationException(), Cancellation);

        DecisionPlan.Of(mail, decision).Deliveries.Count.ShouldBe(deliveries);
        decision.Why[^1].ShouldContain(handsOn ? "it goes on as it is" : "it stays here");
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();
}
