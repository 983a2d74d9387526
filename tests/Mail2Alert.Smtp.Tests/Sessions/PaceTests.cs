using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class PaceTests
{
    private const string TooSlow = "421 4.4.2 Too slow, closing\r\n";
    private const string TooLong = "421 4.4.2 The message takes too long, closing\r\n";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly TestServer _server = new(options => options.SpoolThreshold = options.MaxMessageSize);

    [Fact]
    public async Task An_octet_every_two_minutes_is_cut_off()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        _server.Time.Advance(TimeSpan.FromMinutes(2));
        await client.SendAsync("x");

        // Three minutes are there to waste, and an octet is worth two milliseconds.
        _server.Time.Advance(TimeSpan.FromMinutes(1) + Moment);
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(Moment);

        Dialogue.WithoutIds(client.Received).ShouldEndWith(TooSlow);
        (await client.Run).ShouldBe(SmtpSessionEnd.TimedOut);
        _server.BytesInFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_slow_line_that_keeps_up_the_least_rate_gets_its_mail_through()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();

        await TrickleAsync(client, seconds: 25 * 60, octets: 500);

        (await client.SendAsync("\r\n.\r\n")).ShouldContain("queued as");
    }

    [Fact]
    public async Task A_line_that_stalls_may_catch_up()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();

        for (var i = 0; i < 5; i++)
        {
            _server.Time.Advance(TimeSpan.FromSeconds(170));
            await TrickleAsync(client, seconds: 170, octets: 1000);
        }

        (await client.SendAsync("\r\n.\r\n")).ShouldContain("queued as");
    }

    [Fact]
    public async Task Half_the_least_rate_wastes_half_the_time()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();

        await TrickleAsync(client, seconds: 358, octets: 250);
        client.Run.IsCompleted.ShouldBeFalse();
        await TrickleAsync(client, seconds: 2, octets: 250);

        Dialogue.WithoutIds(client.Received).ShouldEndWith(TooSlow);
    }

    [Fact]
    public async Task A_burst_is_no_credit_for_silence()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(new string('x', 1_000_000));

        _server.Time.Advance(TimeSpan.FromMinutes(3) - Moment);
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(Moment);

        Dialogue.WithoutIds(client.Received).ShouldEndWith("421 4.4.2 Timeout, closing\r\n");
    }

    [Fact]
    public async Task The_time_in_which_we_write_to_disk_is_not_the_client_s()
    {
        var written = new TaskCompletionSource();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var server = new TestServer(options => options.SpoolThreshold = 1000);
        server.Server.Spool.Create = () => new SlowDisk(path, written.Task);
        await using var client = server.Connect();
        await client.StartDataAsync();
        server.Time.Advance(TimeSpan.FromSeconds(179));
        await client.SendAsync(new string('x', 100_000));

        server.Time.Advance(TimeSpan.FromHours(2));
        client.Run.IsCompleted.ShouldBeFalse();
        written.SetResult();

        (await client.SendAsync("\r\n.\r\n", "\r\n")).ShouldContain("queued as");
    }

    [Fact]
    public async Task A_message_has_half_an_hour_however_it_comes()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await TrickleAsync(client, seconds: (30 * 60) - 1, octets: 1000);

        _server.Time.Advance(Second - Moment);
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(Moment);

        Dialogue.WithoutIds(client.Received).ShouldEndWith(TooLong);
        _server.Handler.Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_in_chunks_has_half_an_hour_with_the_pauses_between_them()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\n");
        for (var minutes = 0; minutes < 28; minutes += 4)
        {
            (await client.SendAsync("BDAT 1\r\nx")).ShouldStartWith("250 ");
            _server.Time.Advance(TimeSpan.FromMinutes(4));
        }

        await client.SendAsync("NOOP\r\n");
        _server.Time.Advance(TimeSpan.FromMinutes(2) - Moment);
        client.Run.IsCompleted.ShouldBeFalse();
        _server.Time.Advance(Moment);

        client.Received.ShouldEndWith(TooLong);
    }

    [Fact]
    public async Task The_pauses_between_chunks_count_only_for_the_whole()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nBDAT 1\r\nx");
        _server.Time.Advance(TimeSpan.FromMinutes(4));
        await client.SendAsync("BDAT 2 LAST\r\n");
        _server.Time.Advance(TimeSpan.FromMinutes(2));

        (await client.SendAsync("yz")).ShouldContain("queued as");
    }

    [Fact]
    public async Task A_trickle_inside_a_chunk_is_cut_off_too()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nBDAT 100 LAST\r\n");
        _server.Time.Advance(TimeSpan.FromMinutes(2));
        await client.SendAsync("x");
        _server.Time.Advance(TimeSpan.FromMinutes(1) + Moment + Moment);

        Dialogue.WithoutIds(client.Received).ShouldEndWith(TooSlow);
    }

    private async Task TrickleAsync(TestClient client, int seconds, int octets)
    {
        var piece = new string('x', octets);
        for (var i = 0; i < seconds; i++)
        {
            _server.Time.Advance(Second);
            await client.SendAsync(piece);
        }
    }
}
