using Mail2Alert.Channels.Mail;
using Mail2Alert.Smtp;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Channels.Mail;

public sealed class RelayPoolTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_finds_no_free_connection_waits_for_one()
    {
        await using var server = await FakeRelay.StartAsync();
        await using var pool = Pool(server.Port, max: 1);
        var first = await pool.RentAsync(Cancellation);

        var waiting = pool.RentAsync(Cancellation);
        waiting.IsCompleted.ShouldBeFalse();
        pool.Return(first);

        (await waiting).ShouldBeSameAs(first);
        pool.Return(first);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_take_a_connection_with_him()
    {
        await using var server = await FakeRelay.StartAsync();
        await using var pool = Pool(server.Port, max: 1);
        var first = await pool.RentAsync(Cancellation);
        using var patience = new CancellationTokenSource();
        var impatient = pool.RentAsync(patience.Token);
        var patient = pool.RentAsync(Cancellation);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(impatient);
        pool.Return(first);

        (await patient).ShouldBeSameAs(first);
        pool.Return(first);
    }

    [Fact]
    public async Task A_broken_connection_makes_room_for_a_new_one()
    {
        await using var server = await FakeRelay.StartAsync();
        await using var pool = Pool(server.Port, max: 1);
        var first = await pool.RentAsync(Cancellation);
        var waiting = pool.RentAsync(Cancellation);

        first.Dispose();
        pool.Return(first);

        var second = await waiting;
        second.ShouldNotBeSameAs(first);
        pool.Return(second);
        pool.Open.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_that_was_idle_too_long_is_not_used_again()
    {
        await using var server = await FakeRelay.StartAsync();
        await using var pool = Pool(server.Port, max: 5);
        var first = await pool.RentAsync(Cancellation);
        pool.Return(first);

        _clock.Advance(TimeSpan.FromSeconds(31));
        var second = await pool.RentAsync(Cancellation);

        second.ShouldNotBeSameAs(first);
        pool.Open.ShouldBe(1);
        pool.Return(second);
    }

    [Fact]
    public async Task A_relay_that_takes_only_two_connections_serves_ten_mails_at_once()
    {
        await using var server = await FakeRelay.StartAsync(new SmtpServerOptions { MaxConnections = 2 });
        await using var pool = Pool(server.Port, max: 10);
        var held = new[] { await pool.RentAsync(Cancellation), await pool.RentAsync(Cancellation) };

        var served = Enumerable.Range(0, 8).Select(async _ => pool.Return(await pool.RentAsync(Cancellation))).ToList();
        foreach (var client in held)
            pool.Return(client);
        await Task.WhenAll(served);

        pool.Open.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_relay_that_was_down_is_used_in_full_as_soon_as_it_is_back()
    {
        await using var server = await FakeRelay.StartAsync();
        var isDown = true;
        var gate = new TaskCompletionSource();
        var dialer = new RelayDialer(new RelaySettings { Host = "127.0.0.1", Port = server.Port }, "gateway");
        await using var pool = new RelayPool(
            async token =>
            {
                if (!isDown)
                    return await dialer.DialAsync(token);
                await gate.Task;
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
            },
            10,
            TimeSpan.FromSeconds(30),
            _clock);
        var refused = Enumerable.Range(0, 30).Select(_ => pool.RentAsync(Cancellation)).ToList();
        gate.SetResult();
        foreach (var rent in refused)
            await Should.ThrowAsync<System.Net.Sockets.SocketException>(rent);
        pool.Open.ShouldBe(0);

        isDown = false;
        var clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => pool.RentAsync(Cancellation)));

        pool.Open.ShouldBe(10);
        foreach (var client in clients)
            pool.Return(client);
    }

    private RelayPool Pool(int port, int max) => new(
        new RelayDialer(new RelaySettings { Host = "127.0.0.1", Port = port }, "gateway").DialAsync,
        max,
        TimeSpan.FromSeconds(30),
        _clock);
}
