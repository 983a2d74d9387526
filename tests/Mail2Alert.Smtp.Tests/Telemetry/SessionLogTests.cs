using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Telemetry;

public class SessionLogTests
{
    private readonly TestServer _server = new(options =>
        options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true })
    {
        Listener = new SmtpListener { Name = "devices" },
    };

    [Fact]
    public async Task A_message_names_the_listener_the_login_and_the_recipients_that_were_accepted()
    {
        _server.Handler.OnRecipient = recipient => recipient.Address.ToString() == "no@b" ? new(550, "5.1.1", "No") : SmtpReplies.RecipientAccepted;
        await using var client = await LoginServer.GreetedAsync(_server);
        await client.SendAsync(LoginServer.RightPlain + "MAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nRCPT TO:<no@b>\r\nRCPT TO:<c@b>\r\nDATA\r\n.\r\n");

        _server.Log.Lines.Single(line => line.Id.Id == 1000).Text
            .ShouldContain("at devices over clear text, sender <a@b>, login tim, 2 of 2 recipients accepted, 0 bytes: Complete, 250");
    }

    [Fact]
    public async Task The_end_says_why_how_long_and_how_much()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync(".\r\nBOGUS\r\n");
        _server.Time.Advance(TimeSpan.FromSeconds(90));
        await client.SendAsync("QUIT\r\n");

        var line = _server.Log.Lines.Single(line => line.Id.Id == 1004);
        line.Text.ShouldBe("Connection c1 from 192.0.2.9:4444 at devices, login -, ended: Quit after 90.0 s, 1 messages, 1 errors");
        line.Level.ShouldBe(LogLevel.Debug);
    }

    [Fact]
    public async Task The_end_by_a_limit_is_news_and_names_it()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        _server.Time.Advance(TimeSpan.FromMinutes(3));

        var line = _server.Log.Lines.Single(line => line.Id.Id == 1004);
        line.Text.ShouldContain("ended: TimedOut (data_time) after 180.0 s, 1 messages, 0 errors");
        line.Level.ShouldBe(LogLevel.Information);
    }
}
