using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Mail2Alert.Storage;
using static Mail2Alert.Tests.Storage.StoreTest;

namespace Mail2Alert.Tests.Storage;

/// <summary>Mail that was taken from a mailbox is known to be, together with it or not at all.</summary>
public sealed class ArrivalTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    [Fact]
    public async Task A_mail_is_kept_with_what_it_was_taken_from_and_a_second_time_not_at_all()
    {
        IStore store = await _folder.OpenAsync();
        (await store.KeepAsync(Fetched("1"), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);

        (await store.KeepAsync(Fetched("1"), Cancellation)).ShouldBeOfType<StoreAnswer.Gone>();
        (await store.KeepAsync(Fetched("1"), Decision(), Cancellation)).ShouldBeOfType<StoreAnswer.Gone>();

        (await store.KeepAsync(Fetched("1", mailbox: "others"), Cancellation)).ShouldBe(StoreAnswer.Done.Instance);
        _folder.Query("SELECT count(*) FROM mail").ShouldBe(2L);
    }

    [Fact]
    public async Task A_commit_that_fails_keeps_neither_the_mail_nor_that_it_was_taken()
    {
        var store = await _folder.OpenAsync();
        store.Writer.Commit = _ => throw new IOException("the disk is gone");

        (await store.KeepAsync(Fetched("1"), Cancellation)).ShouldBeOfType<StoreAnswer.Failed>();

        (await store.ArrivalsAsync("alerts", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_taken_is_listed_in_order_until_it_is_forgotten()
    {
        IStore store = await _folder.OpenAsync();
        foreach (var id in (string[])["b", "a", "c"])
            await store.KeepAsync(Fetched(id), Cancellation);
        await store.RememberAsync(new Arrival("alerts", "d", "<d@example.com>"), Cancellation);

        await store.ForgetAsync("alerts", ["a", "nobody"], Cancellation);

        (await store.ArrivalsAsync("alerts", Cancellation)).ShouldBe(
            [new Arrival("alerts", "b"), new Arrival("alerts", "c"), new Arrival("alerts", "d", "<d@example.com>")]);
    }

    [Fact]
    public async Task What_is_not_to_be_handed_on_is_known_after_a_crash()
    {
        IStore store = await _folder.OpenAsync();
        var (stays, goes) = (Fetched("1", stays: true), Fetched("2"));
        await store.KeepAsync(stays, Cancellation);
        await store.KeepAsync(goes, Cancellation);
        _folder.Crash();

        store = await _folder.OpenAsync();

        (await store.ReadAsync(stays.Id, Cancellation)).ShouldNotBeNull().Message.Stays.ShouldBeTrue();
        (await store.ReadAsync(goes.Id, Cancellation)).ShouldNotBeNull().Message.Stays.ShouldBeFalse();
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static Message Fetched(string id, string mailbox = "alerts", bool stays = false)
    {
        var mail = Mail();
        var content = new OwnContent(System.Buffers.BuffersExtensions.ToArray(mail.Raw), hasEightBit: false);
        return new Message(new SmtpMessage(mail.Id, mail.ReceivedAt, mail.Envelope, content)) { Arrival = new Arrival(mailbox, id), Stays = stays };
    }
}
