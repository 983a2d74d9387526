using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Storage;
using Mail2Alert.Tests.Storage;
using Mail2Alert.Web.Desk;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Web.Desk;

/// <summary>What both desks promise: the store's own, and the one at the end of a socket.</summary>
public sealed class DeskTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Deliveries_are_listed_page_by_page_without_secrets(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        for (var i = 0; i < 3; i++)
            await scene.Store.OweAsync("#ops", $"{i}");

        var first = await scene.Desk.ListAsync(new DeliveryQuery { Most = 2, IsUndelivered = true, To = "OPS", State = DeliveryState.Pending }, Cancellation);
        var second = await scene.Desk.ListAsync(new DeliveryQuery { Most = 2, From = first.Next }, Cancellation);

        first.Items.Select(delivery => delivery.Id).ShouldBe([3, 2]);
        second.Items.Select(delivery => delivery.Id).ShouldBe([1]);
        second.Next.ShouldBeNull();
        second.Items[0].To.ShouldBe("slack://***/#ops");
        first.Items.Concat(second.Items).ShouldAllBe(delivery => !$"{delivery}".Contains("SECRET", StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_delivery_is_shown_with_its_story(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        var mail = await scene.Store.OweAsync("#ops");
        await scene.Store.RecordAsync((await scene.Store.LeaseAsync()).Single(), new AttemptEnd.Again("503 Bücher", TimeSpan.FromHours(1)));

        var details = (await scene.Desk.FindAsync(1, Cancellation)).ShouldNotBeNull();

        (details.Delivery.State, details.Delivery.Attempts, details.Delivery.Reason).ShouldBe((DeliveryState.Pending, 1, "503 Bücher"));
        (details.Mail!.Id, details.Mail.Sender, details.Mail.Subject, details.Mail.Source).ShouldBe((mail.Id, "gocd@example.net", "x", "gocd"));
        details.Why.ShouldBe(["because"]);
        details.Attempts.Single().Reason.ShouldBe("503 Bücher");
        (await scene.Desk.FindAsync(99, Cancellation)).ShouldBeNull();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Several_deliveries_are_held_at_once_and_refusals_have_a_reason(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        await scene.Store.OweAsync("#ops", "1");
        await scene.Store.OweAsync("#ops", "2");

        var acted = await scene.Desk.ActAsync(new DeskOrder(DeskAction.Hold, [1, 99, 2]), Cancellation);

        acted.ShouldBe([new Acted(1, null), new Acted(99, "there is no such delivery"), new Acted(2, null)]);
        (await scene.Desk.FiguresAsync(Cancellation)).Deliveries[DeliveryState.Held].ShouldBe(2);
        scene.Hurried.ShouldBe(1);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_mail_is_exported_byte_for_byte(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        var mail = await scene.Store.OweAsync("#ops", size: 100_000);
        using var small = new MemoryStream();

        (await scene.Desk.ExportAsync(mail.Id, small, Cancellation)).ShouldBeTrue();
        (await scene.Desk.ExportAsync("06FK6P3QWR8V7M2H", Stream.Null, Cancellation)).ShouldBeFalse();

        small.ToArray().ShouldBe(System.Buffers.BuffersExtensions.ToArray(mail.Raw));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Mails_are_found_and_replayed(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        var mail = await scene.Store.OweAsync("#ops");

        (await scene.Desk.MailsAsync(new MailQuery { Sender = "gocd", State = DeliveryState.Pending }, Cancellation)).Items.Single().Id.ShouldBe(mail.Id);
        var replayed = await scene.Desk.ReplayAsync(new ReplayOrder(mail.Id, [], IsDry: true), Cancellation);

        replayed.To.ShouldBe([new ReplayedTarget("mail2alert@example.net", "no source claims it", null)]);
        (replayed.Sender, replayed.Subject, replayed.ReceivedAt).ShouldBe(("gocd@example.net", "x", mail.ReceivedAt));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_backup_is_written_once(bool isRemote)
    {
        await using var scene = await DeskScene.OpenAsync(isRemote);
        await scene.Store.OweAsync("#ops", size: 5000);

        var report = await scene.Desk.BackUpAsync(scene.File("backup.db"), Cancellation);

        (report.Mails, report.Lacks.Count).ShouldBe((1, 0));
        File.Exists(report.Path).ShouldBeTrue();
        (await Should.ThrowAsync<IOException>(() => scene.Desk.BackUpAsync(scene.File("backup.db"), Cancellation))).Message.ShouldContain("exists already");
    }

    [Fact]
    public async Task A_request_that_asks_for_too_much_is_refused()
    {
        await using var scene = await DeskScene.OpenAsync(isRemote: true);

        (await Should.ThrowAsync<IOException>(() => scene.Desk.ListAsync(new DeliveryQuery { Most = 1001 }, Cancellation)))
            .Message.ShouldContain("1000 at the most");
        var many = new DeskOrder(DeskAction.Drop, [.. Enumerable.Range(0, 100_000).Select(id => (long)id)]);
        await Should.ThrowAsync<IOException>(() => scene.Desk.ActAsync(many, Cancellation));
    }

    [Fact]
    public async Task Trouble_with_the_store_is_told_at_the_other_end()
    {
        await using var scene = await DeskScene.OpenAsync(isRemote: true);
        await scene.Store.OweAsync("#ops");
        scene.Store.Writer.Commit = _ => throw new IOException("the disk failed");

        (await scene.Desk.ActAsync(new DeskOrder(DeskAction.Drop, [1]), Cancellation)).Single().Refusal!.ShouldContain("the disk failed");
    }

    [Fact]
    public async Task The_socket_is_for_its_owner_and_goes_with_the_server()
    {
        var scene = await DeskScene.OpenAsync(isRemote: true);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(scene.Socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await scene.DisposeAsync();

        File.Exists(scene.Socket).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_desk()
    {
        (await RemoteDesk.OpenAsync(Path.Combine(Path.GetTempPath(), "no-such-desk"), Cancellation)).ShouldBeNull();
        (await RemoteDesk.OpenAsync("/" + new string('x', 200), Cancellation)).ShouldBeNull();
    }
}
