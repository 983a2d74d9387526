using System.Text.RegularExpressions;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Telemetry;

public class MessageIdTests
{
    [Fact]
    public async Task Is_the_same_in_the_reply_in_the_log_and_for_the_handler()
    {
        var server = new TestServer();
        await using var client = server.Connect();
        await client.StartDataAsync();

        var id = IdIn(await client.SendAsync(".\r\n"));

        server.Handler.Deliveries.Single().Message.Id.ShouldBe(id);
        server.Log.Lines.ShouldContain(line => line.Text.StartsWith($"Message {id} "));
    }

    [Theory]
    [InlineData("552 5.3.4", 10, 1_000_000)]
    [InlineData("452 4.3.1", 100_000, 100_000)]
    public async Task Stands_in_our_refusal_of_a_message_and_in_its_line_in_the_log(string reply, int size, int memory)
    {
        var server = new TestServer(options =>
            (options.MaxMessageSize, options.SpoolThreshold, options.MaxBytesInFlight) = (size, memory, memory));
        await using var client = server.Connect();
        await client.StartDataAsync();

        var refusal = await client.SendAsync(new string('x', 99_000) + "\r\n.\r\n");

        refusal.ShouldStartWith(reply);
        server.Log.Lines.ShouldContain(line => line.Text.StartsWith($"Message {IdIn(refusal)} "));
    }

    [Fact]
    public async Task Stands_in_the_reply_to_a_message_that_came_too_slowly()
    {
        var server = new TestServer();
        await using var client = server.Connect();
        await client.StartDataAsync();

        server.Time.Advance(TimeSpan.FromMinutes(3));

        server.Log.Lines.ShouldContain(line => line.Text.StartsWith($"Message {IdIn(client.Received)} "));
    }

    [Fact]
    public async Task Stands_in_the_reply_when_the_handler_has_a_bug()
    {
        var server = new TestServer();
        server.Handler.OnMessage = (_, _) => throw new InvalidOperationException("a bug");
        await using var client = server.Connect();
        await client.StartDataAsync();

        var id = IdIn(await client.SendAsync(".\r\n"));

        server.Log.Lines.ShouldContain(line => line.Exception != null && line.Text.Contains(id));
    }

    private static string IdIn(string replies) => Regex.Match(replies, @"\b[0-9A-Z]{16}\b") is { Success: true } match ? match.Value : throw new FormatException($"No id in: {replies}");
}
