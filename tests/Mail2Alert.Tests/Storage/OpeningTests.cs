using System.Buffers.Binary;
using Mail2Alert.Storage;
using Mail2Alert.Storage.Sqlite;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

public sealed class OpeningTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Two_never_open_the_same_store_and_the_second_hears_who_has_it()
    {
        await _folder.OpenAsync();

        (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Refused>().Why.ShouldContain($"in use by process {Environment.ProcessId}");
    }

    [Fact]
    public async Task A_store_that_was_closed_opens_again_without_a_check()
    {
        await _folder.CloseAsync(await _folder.OpenAsync());

        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();

        (opened.SetAside, opened.NeedsCheck).ShouldBe((null, false));
    }

    [Fact]
    public async Task A_store_of_an_older_version_gets_what_came_since_and_nothing_twice()
    {
        await _folder.CloseAsync(await _folder.OpenAsync());
        // As the fifth script left it.
        _folder.Query("DROP TABLE memo; PRAGMA user_version = 5");

        (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();
        _folder.Query("PRAGMA user_version").ShouldBe(SqliteSchema.Newest);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_left_alone()
    {
        await _folder.CloseAsync(await _folder.OpenAsync());
        _folder.Query("PRAGMA user_version = 99");

        (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Refused>().Why.ShouldContain("newer version of this program (schema 99");
        _folder.Query("PRAGMA user_version").ShouldBe(99L);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_alone()
    {
        _folder.Query("CREATE TABLE theirs (x)");

        (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Refused>().Why.ShouldContain("of another program");
        _folder.Query("SELECT count(*) FROM sqlite_schema").ShouldBe(1L);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_or_empty_database_beside_its_mails_is_not_begun_anew(bool missing)
    {
        await _folder.CloseAsync(await _folder.OpenAsync());
        if (missing)
            File.Delete(_folder.Database);
        else
            await File.WriteAllBytesAsync(_folder.Database, [], Cancellation);

        (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Refused>().Why.ShouldContain("restore it from a backup");
    }

    [Fact]
    public async Task A_directory_that_does_not_exist_is_said()
    {
        var options = _folder.Options with { Path = Path.Combine(Path.GetDirectoryName(_folder.Database)!, "nowhere", "x.db") };

        (await _folder.OpeningAsync(options)).ShouldBeOfType<StoreOpening.Refused>().Why.ShouldContain("cannot be opened");
    }

    [Fact]
    public async Task A_check_that_takes_too_long_after_a_crash_is_left_for_the_background()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        _folder.Crash();

        var opened = (await _folder.OpeningAsync(_folder.Options with { CheckWithin = TimeSpan.Zero })).ShouldBeOfType<StoreOpening.Opened>();

        opened.NeedsCheck.ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_destroyed_in_the_middle_cost_what_was_in_them_and_the_rest_is_carried_over()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 200; i++)
            await store.OweAsync("#ops", $"{i}", size: 1500);
        await _folder.CloseAsync(store);
        Destroy(_folder.Database, from: 60, pages: 3);
        DamageMark.Leave(_folder.Database, "found while it was in use");

        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();

        var aside = opened.SetAside.ShouldNotBeNull();
        aside.Why.ShouldBe("found while it was in use");
        File.Exists(aside.Path).ShouldBeTrue();
        aside.Carried["mail"].ShouldBeInRange(150, 200);
        aside.Unreadable.Values.Sum().ShouldBeGreaterThan(0);
        (await opened.Store.Desk.CheckAsync(Cancellation)).ShouldBeEmpty();
        (await opened.Store.LeaseAsync(room: 1000)).Count.ShouldBeGreaterThan(100);
        (await opened.Store.KeepAsync(Mail(), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        await _folder.CloseAsync(opened.Store);
        (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>().SetAside.ShouldBeNull();
    }

    [Theory]
    [InlineData("min")]
    [InlineData("max")]
    public async Task Where_the_first_or_the_last_page_of_a_table_is_destroyed_the_others_are_carried_over(string end)
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 200; i++)
            await store.OweAsync("#ops", $"{i}", size: 10);
        await _folder.CloseAsync(store);
        Destroy(_folder.Database, from: LeafOf("delivery", end) - 1, pages: 1);
        DamageMark.Leave(_folder.Database, "found while it was in use");

        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();

        opened.SetAside!.Carried["delivery"].ShouldBeInRange(100, 199);
        opened.SetAside.Unreadable["delivery"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Damage_is_found_at_the_start_after_a_crash()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 200; i++)
            await store.OweAsync("#ops", $"{i}", size: 1500);
        _folder.Query("PRAGMA wal_checkpoint(TRUNCATE)");
        await store.OweAsync("#last");
        _folder.Crash();
        Destroy(_folder.Database, from: 60, pages: 3);

        var opened = (await _folder.OpeningAsync(_folder.Options with { CheckWithin = TimeSpan.FromMinutes(1) })).ShouldBeOfType<StoreOpening.Opened>();

        opened.SetAside.ShouldNotBeNull();
        (await opened.Store.LeaseAsync(room: 1000)).ShouldContain(delivery => delivery.Target!.Text == "slack://***/#last");
    }

    [Fact]
    public async Task What_is_owed_to_targets_that_cannot_be_read_any_more_is_decided_again()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 20; i++)
            await store.OweAsync("#ops", $"{i}");
        var page = (long)_folder.Query("SELECT rootpage FROM sqlite_schema WHERE name = 'target'")!;
        await _folder.CloseAsync(store);
        Destroy(_folder.Database, from: (int)page - 1, pages: 1);
        DamageMark.Leave(_folder.Database, "found while it was in use");

        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();

        (await opened.Store.UndecidedAsync(0, 100, Cancellation)).Items.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_file_that_is_no_database_any_more_is_set_aside_aloud()
    {
        await _folder.CloseAsync(await _folder.OpenAsync());
        await File.WriteAllBytesAsync(_folder.Database, new byte[10_000], Cancellation);

        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();

        opened.SetAside.ShouldNotBeNull().Unreadable.Keys.ShouldContain("database");
        new FileInfo(opened.SetAside!.Path).Length.ShouldBe(10_000);
    }

    [Fact]
    public async Task A_crash_between_replacement_and_set_aside_is_taken_up_by_the_next_start()
    {
        var store = await _folder.OpenAsync();
        await store.OweAsync("#ops");
        await _folder.CloseAsync(store);
        File.Copy(_folder.Database, _folder.Database + "-replacement");
        await File.WriteAllBytesAsync(_folder.Database, new byte[10_000], Cancellation);

        var opened = (await _folder.OpeningAsync()).ShouldBeOfType<StoreOpening.Opened>();

        opened.SetAside.ShouldNotBeNull();
        (await opened.Store.LeaseAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Damage_met_while_running_is_noted_for_the_next_start()
    {
        var store = await _folder.OpenAsync();
        for (var i = 0; i < 50; i++)
            await store.OweAsync("#ops", $"{i}", size: 1500);
        _folder.Query("PRAGMA wal_checkpoint(TRUNCATE)");
        Destroy(_folder.Database, from: 5, pages: 60);

        (await store.Desk.CheckAsync(Cancellation)).ShouldNotBeEmpty();

        DamageMark.Of(_folder.Database).ShouldNotBeNull();
    }

    // https://sqlite.org/fileformat2.html#b_tree_pages: of an inner page, the first cell points to the left, and the header to the right.
    private int LeafOf(string table, string end)
    {
        var root = (long)_folder.Query($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'")!;
        var page = File.ReadAllBytes(_folder.Database).AsSpan((int)(root - 1) * 4096, 4096);
        page[0].ShouldBe((byte)5);
        return BinaryPrimitives.ReadInt32BigEndian(end == "max" ? page[8..] : page[BinaryPrimitives.ReadUInt16BigEndian(page[12..])..]);
    }

    private static void Destroy(string path, int from, int pages)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var rubbish = new byte[pages * 4096];
        Array.Fill(rubbish, (byte)0xA5);
        file.Position = from * 4096L;
        file.Write(rubbish.AsSpan(0, (int)Math.Min(rubbish.Length, Math.Max(0, file.Length - file.Position))));
    }
}
