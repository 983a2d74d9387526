using Mail2Alert.Storage;
using Mail2Alert.Tests.Configuration;
using Mail2Alert.Tests.Storage;
using Mail2Alert.Web.Desk;

namespace Mail2Alert.Tests.Web.Desk;

public sealed class DeskSocketTests : IAsyncDisposable
{
    private readonly StoreFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public void A_path_that_no_socket_can_have_is_refused_in_a_sentence()
    {
        DeskSocket.Mismatch("/" + new string('x', 106)).ShouldBeNull();
        DeskSocket.Mismatch("/" + new string('x', 107)).ShouldNotBeNull().ShouldContain("give `store` a shorter path");
        Should.Throw<IOException>(() => DeskSocket.Bind("/" + new string('x', 107)));
    }

    [Fact]
    public async Task What_a_crash_left_is_replaced()
    {
        DeskSocket.Bind(DeskSocket.PathOf(_folder.Database)).Socket.SafeHandle.Dispose();
        File.Exists(DeskSocket.PathOf(_folder.Database)).ShouldBeTrue();

        using var socket = DeskSocket.Bind(DeskSocket.PathOf(_folder.Database));
        socket.Socket.Listen();

        await using var desk = await RemoteDesk.OpenAsync(socket.Path, StoreTest.Cancellation);
        desk.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_that_cannot_have_its_desk_takes_mail_all_the_same()
    {
        await File.WriteAllTextAsync(DeskSocket.PathOf(_folder.Database), "in the way", StoreTest.Cancellation);
        var opened = (StoreOpening.Opened)await _folder.OpeningAsync();
        await using var gateway = Gateway.Build(
            Loaded.Valid($"listeners: smtp://127.0.0.1:0\nrelay: smtp://127.0.0.1:1\nstore: sqlite:{_folder.Database}\n"), _ => { }, opened);

        await gateway.StartAsync(StoreTest.Cancellation);

        gateway.Addresses.ShouldHaveSingleItem().ShouldStartWith("127.0.0.1:");
        await gateway.StopAsync(StoreTest.Cancellation);
        (await File.ReadAllTextAsync(DeskSocket.PathOf(_folder.Database), StoreTest.Cancellation)).ShouldBe("in the way");
    }
}
