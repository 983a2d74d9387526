using Mail2Alert.Smtp.Telemetry;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Telemetry;

public class SmtpLogTests
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task Has_one_line_for_a_message()
    {
        await using var client = _server.Connect();
        await client.StartDataAsync();
        await client.SendAsync("x\r\n.\r\n");

        var line = _server.Log.Lines.Single(line => line.Level == LogLevel.Information);
        var id = _server.Handler.Deliveries.Single().Message.Id;
        line.Text.ShouldBe($"Message {id} on c1 from 192.0.2.9:4444 at smtp over clear text, sender <a@example.net>, login -, 1 of 1 recipients accepted, 3 bytes: Complete, 250 after 0.0 ms");
    }

    [Fact]
    public void A_client_without_an_address_is_called_local() => new SmtpOrigin(null).ToString().ShouldBe("local");

    [Theory]
    [InlineData("\u00e2\u0080\u00ae")] // RIGHT-TO-LEFT OVERRIDE
    [InlineData("\u00e2\u0080\u00a8")] // LINE SEPARATOR
    [InlineData("\u00ef\u00bb\u00bf")] // ZERO WIDTH NO-BREAK SPACE
    public async Task Shows_no_invisible_character_of_a_client(string utf8)
    {
        await using var client = _server.Connect();
        await client.SendAsync($"EHLO x\r\nMAIL FROM:<a{utf8}b@example.net> SMTPUTF8\r\nRCPT TO:<b@example.org>\r\nDATA\r\n.\r\n");

        _server.Log.Lines.Single(line => line.Id == 1000).Text.ShouldContain("<a?b@example.net>");
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n", "HTTP")]
    [InlineData("\u0016\u0003\u0001", "TLS")]
    public async Task Names_the_mistake_of_a_client_that_speaks_another_protocol(string first, string mistake)
    {
        await using var client = _server.Connect();
        await client.SendAsync(first);

        var line = _server.Log.Lines.Single(line => line.Level == LogLevel.Warning);
        line.Text.ShouldContain(mistake);
        line.Text.ShouldContain("192.0.2.9");
    }
}
