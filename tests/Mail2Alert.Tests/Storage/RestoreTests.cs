using Mail2Alert.Deliveries;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class RestoreTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    private string Backup => _folder.Database + ".backup";

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task What_was_open_is_open_again_large_mails_too()
    {
        var (small, large) = await BackedUpAsync();

        var restored = (await RestoreAsync(replaces: true)).ShouldBeOfType<StoreRestoring.Restored>();

        (restored.Mails, restored.Open, restored.Undecided, restored.Lacks.Count).ShouldBe((3, 2, 1, 0));
        var store = await _folder.OpenAsync();
        (await store.LeaseAsync()).Select(delivery => delivery.MailId).ShouldBe([small, large]);
        (await store.ReadAsync(large, Cancellation))!.Message.Length.ShouldBeGreaterThan(5000);
        (await store.Desk.FiguresAsync(Cancellation)).Undecided.ShouldBe(1);
    }

    [Fact]
    public async Task On_hold_nothing_is_sent_before_somebody_says_so()
    {
        await BackedUpAsync();

        (await RestoreAsync(replaces: true, holds: true)).ShouldBeOfType<StoreRestoring.Restored>().Open.ShouldBe(2);

        var store = await _folder.OpenAsync();
        (await store.LeaseAsync()).ShouldBeEmpty();
        (await store.UndecidedAsync()).ShouldBeEmpty();
        (await store.Desk.FiguresAsync(Cancellation)).Deliveries[DeliveryState.Held].ShouldBe(2);
        (await store.Desk.MailsAsync(new MailQuery { IsUnrouted = true }, Cancellation)).Items.ShouldHaveSingleItem();
        (await store.Desk.ActAsync(1, DeskAction.Release, Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        (await store.LeaseAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_store_that_was_there_is_put_aside_with_its_mails()
    {
        await BackedUpAsync();

        var aside = (await RestoreAsync(replaces: true)).ShouldBeOfType<StoreRestoring.Restored>().Aside.ShouldNotBeNull();

        var before = await _folder.OpenAsync(_folder.Options with { Path = aside });
        (await before.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(4);
        Directory.EnumerateFiles(aside + "-mails", "*.eml", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_store_that_is_there_is_left_alone_unless_told()
    {
        await BackedUpAsync();

        (await RestoreAsync(replaces: false)).ShouldBeOfType<StoreRestoring.Refused>().Why.ShouldContain("--force");

        (await (await _folder.OpenAsync()).Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(4);
    }

    [Fact]
    public async Task A_store_in_use_is_left_alone()
    {
        await BackedUpAsync();
        await _folder.OpenAsync();

        (await RestoreAsync(replaces: true)).ShouldBeOfType<StoreRestoring.Refused>().Why.ShouldContain("stop the server first");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is a letter, and no database: nobody can make sense of it")]
    public async Task What_is_no_backup_is_refused_and_the_store_stays(string content)
    {
        await BackedUpAsync();
        await File.WriteAllTextAsync(Backup, content, Cancellation);

        (await RestoreAsync(replaces: true)).ShouldBeOfType<StoreRestoring.Refused>();

        (await (await _folder.OpenAsync()).Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(4);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused()
    {
        await BackedUpAsync();
        var bytes = await File.ReadAllBytesAsync(Backup, Cancellation);
        bytes.AsSpan(bytes.Length / 2).Fill(0x55);
        await File.WriteAllBytesAsync(Backup, bytes, Cancellation);

        (await RestoreAsync(replaces: true)).ShouldBeOfType<StoreRestoring.Refused>();
    }

    [Fact]
    public async Task A_crash_while_the_present_store_is_put_aside_is_taken_up_by_the_next_start()
    {
        var (_, large) = await BackedUpAsync();
        File.Move(Backup, _folder.Database + "-restored");
        File.Delete(_folder.Database);

        var store = await _folder.OpenAsync();

        (await store.Desk.FiguresAsync(Cancellation)).Mails.ShouldBe(3);
        (await store.ReadAsync(large, Cancellation)).ShouldNotBeNull();
    }

    // Three mails in the backup, and one more that came afterwards.
    private async Task<(string Small, string Large)> BackedUpAsync()
    {
        var store = await _folder.OpenAsync();
        var small = await store.OweAsync("#ops", "1");
        var large = await store.OweAsync("#ops", "2", size: 5000);
        await store.KeepAsync(Mail(), Cancellation);
        (await store.Desk.BackUpAsync(Backup, Cancellation)).Lacks.ShouldBeEmpty();
        await store.OweAsync("#later", "3");
        await _folder.CloseAsync(store);
        return (small.Id, large.Id);
    }

    private Task<StoreRestoring> RestoreAsync(bool replaces, bool holds = false) =>
        SqliteRestore.RunAsync(Backup, _folder.Options, replaces, holds, _folder.Clock, Cancellation);
}
