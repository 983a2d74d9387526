using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class ErrorDelayTests
{
    private const string Unknown = "500 5.5.2 Command not recognized\r\n";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly TestServer _server = new(options => options.ErrorsBeforeDelay = 2);

    [Fact]
    public async Task Comes_after_so_many_errors_and_lasts_a_second()
    {
        await using var client = await ThirdErrorAsync();

        _server.Time.Advance(TimeSpan.FromSeconds(1) - Moment);
        client.Received.ShouldEndWith(Unknown + Unknown);
        _server.Time.Advance(Moment);

        client.Received.ShouldEndWith(Unknown + Unknown + Unknown);
    }

    [Fact]
    public async Task Is_for_errors_alone()
    {
        await using var client = await ThirdErrorAsync();
        _server.Time.Advance(TimeSpan.FromSeconds(1));

        (await client.SendAsync("NOOP\r\n")).ShouldBe("250 2.0.0 OK\r\n");
        (await client.SendAsync("BOGUS\r\n")).ShouldBeEmpty();
        _server.Time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Ends_when_the_server_stops()
    {
        await using var client = await ThirdErrorAsync();

        client.Stop();

        client.Received.ShouldEndWith(Unknown + "421 4.3.2 Shutting down, try again\r\n");
        (await client.Run).ShouldBe(SmtpSessionEnd.Stopping);
    }

    [Fact]
    public async Task Does_not_begin_when_the_server_stops_already()
    {
        await using var client = _server.Connect();
        await client.SendAsync("EHLO x\r\nMAIL FROM:<a@b>\r\nBOGUS\r\nBOGUS\r\n");
        client.Stop();

        (await client.SendAsync("BOGUS\r\n")).ShouldBe(Unknown);
    }

    [Fact]
    public async Task Ends_when_the_client_is_gone()
    {
        await using var client = await ThirdErrorAsync();

        await client.DisconnectAsync();

        client.Received.ShouldEndWith(Unknown + Unknown + Unknown);
        (await client.CloseAsync()).ShouldBe(SmtpSessionEnd.Lost);
    }

    [Fact]
    public async Task Leaves_no_clock_behind()
    {
        await using (var client = await ThirdErrorAsync())
        {
            await client.DisconnectAsync();
            await client.CloseAsync();
        }

        _server.Time.Advance(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Of_a_failed_login_ends_when_the_server_stops()
    {
        await using var client = await LoginServer.GreetedAsync(LoginServer.New());
        (await client.SendAsync(LoginServer.WrongPlain)).ShouldBeEmpty();

        client.Stop();

        client.Received.ShouldEndWith("421 4.3.2 Shutting down, try again\r\n");
        await client.Run;
    }

    private async Task<TestClient> ThirdErrorAsync()
    {
        var client = _server.Connect();
        (await client.SendAsync("BOGUS\r\nBOGUS\r\n")).ShouldEndWith(Unknown + Unknown);
        (await client.SendAsync("BOGUS\r\n")).ShouldBeEmpty();
        return client;
    }
}
