using System.Net;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Sessions;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static Mail2Alert.Smtp.Tests.Authentication.LoginServer;

namespace Mail2Alert.Smtp.Tests.Authentication;

public class SmtpLockoutTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Each_failure_is_answered_later_than_the_one_before()
    {
        var server = New(options => options.MaxFailuresPerSession = 100);
        await using var client = await GreetedAsync(server);

        foreach (var seconds in (int[])[1, 2, 4, 8, 8])
        {
            var before = client.Received.Length;
            await client.SendAsync(WrongPlain);
            server.Time.Advance(TimeSpan.FromSeconds(seconds) - Moment);
            client.Received[before..].ShouldBeEmpty();
            server.Time.Advance(Moment);
            client.Received[before..].ShouldBe("535 5.7.8 Name or password is wrong\r\n");
        }
    }

    [Fact]
    public async Task The_third_failure_closes_the_connection()
    {
        var server = New();
        await using var client = await GreetedAsync(server);

        (await FailAsync(server, client)).ShouldBe("535 5.7.8 Name or password is wrong\r\n");
        (await FailAsync(server, client)).ShouldBe("535 5.7.8 Name or password is wrong\r\n");
        (await FailAsync(server, client)).ShouldBe("421 4.7.0 Too many failed logins, closing\r\n");

        (await client.Run).ShouldBe(SmtpSessionEnd.Refused);
    }

    [Fact]
    public async Task Ten_failures_lock_the_address_out_and_not_its_neighbour()
    {
        var server = New();
        await LockOutAsync(server, "192.0.2.9");
        await using var client = await GreetedAsync(server);
        await using var neighbour = await GreetedAsync(server, "192.0.2.10");

        (await client.SendAsync(RightPlain)).ShouldBe("454 4.7.0 Too many failed logins from your address, try again later\r\n");
        (await client.SendAsync("MAIL FROM:<a@b>\r\nRSET\r\n")).ShouldBe("250 2.1.0 Sender OK\r\n250 2.0.0 OK\r\n");
        (await neighbour.SendAsync(RightPlain)).ShouldBe("235 2.7.0 Logged in\r\n");
    }

    [Fact]
    public async Task The_lock_opens_after_its_time()
    {
        var server = New();
        await LockOutAsync(server, "192.0.2.9");

        server.Time.Advance(TimeSpan.FromMinutes(10));

        await using var client = await GreetedAsync(server);
        (await client.SendAsync(RightPlain)).ShouldBe("235 2.7.0 Logged in\r\n");
    }

    [Fact]
    public async Task Failures_that_are_old_do_not_count()
    {
        var server = New();
        for (var i = 0; i < 30; i++)
        {
            await using var client = await GreetedAsync(server);
            (await FailAsync(server, client)).ShouldStartWith("535");
            server.Time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    [Theory]
    [InlineData("2001:db8:0:1::2", true)]
    [InlineData("2001:db8:0:2::1", false)]
    [InlineData("::ffff:192.0.2.9", false)]
    public async Task An_IPv6_address_counts_by_its_first_64_bits(string other, bool isLockedOut)
    {
        var server = New();
        await LockOutAsync(server, "2001:db8:0:1::1");
        await using var client = await GreetedAsync(server, other);

        (await client.SendAsync(RightPlain)).StartsWith("454", StringComparison.Ordinal).ShouldBe(isLockedOut);
    }

    [Fact]
    public async Task A_success_clears_what_went_before()
    {
        var server = New();
        for (var i = 0; i < 30; i++)
        {
            await using var client = await GreetedAsync(server);
            (await FailAsync(server, client)).ShouldStartWith("535");
            (await client.SendAsync(RightPlain)).ShouldBe("235 2.7.0 Logged in\r\n");
        }
    }

    [Fact]
    public async Task An_attempt_begun_before_the_lock_learns_nothing_behind_it()
    {
        var server = New();
        await using var plain = await GreetedAsync(server);
        await plain.SendAsync("AUTH PLAIN\r\n");
        await using var login = await GreetedAsync(server);
        await login.SendAsync("AUTH LOGIN dGlt\r\n");

        await LockOutAsync(server, "192.0.2.9");

        (await plain.SendAsync("AHRpbQB0YW5zdGFhZnRhbnN0YWFm\r\n")).ShouldStartWith("454");
        (await login.SendAsync("dGFuc3RhYWZ0YW5zdGFhZg==\r\n")).ShouldStartWith("454");
    }

    [Fact]
    public void Remembers_a_bounded_number_of_addresses_and_forgets_the_quiet_ones()
    {
        var time = new FakeTimeProvider();
        var options = new SmtpAuthenticationOptions(new FakeAuthenticator()) { MaxFailures = 1 };
        var lockout = new SmtpLockout(options, time);

        for (var i = 0; i <= SmtpLockout.MaxAddresses; i++)
        {
            lockout.Failed(new IPAddress(i + 1));
            time.Advance(Moment);
        }

        lockout.Holds(new IPAddress(1)).ShouldBeFalse();
        lockout.Holds(new IPAddress(2)).ShouldBeTrue();
        lockout.Holds(new IPAddress(SmtpLockout.MaxAddresses + 1)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_is_gone_is_not_waited_for()
    {
        var server = New();
        await using var client = await GreetedAsync(server);
        await client.SendAsync(WrongPlain);

        await client.DisconnectAsync();
        await client.CloseAsync();

        server.Log.Lines.ShouldNotContain(line => line.Exception != null);
    }

    private static async Task<string> FailAsync(TestServer server, TestClient client)
    {
        var before = client.Received.Length;
        await client.SendAsync(WrongPlain);
        server.Time.Advance(TimeSpan.FromSeconds(8));
        return client.Received[before..];
    }

    private static async Task LockOutAsync(TestServer server, string address)
    {
        for (var i = 0; i < 10; i++)
        {
            await using var client = await GreetedAsync(server, address);
            await FailAsync(server, client);
        }
    }
}
