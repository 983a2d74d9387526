using System.Text;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mail2Alert.Smtp.Tests.Sessions;

public class AllocationTests
{
    // The README states it: about 1,600. How many of the smallest objects the compiler keeps off the heap changes from run to run. What is
    // left is what the handler is given: addresses, envelope, message, id, and the reply with the id.
#if DEBUG
    // Without optimization the compiler makes an object of every call to an async method.
    private const int BytesPerMessage = 5700;
    private const int BytesPerCommand = 1000;
#else
    private const int BytesPerMessage = 1700;
    private const int BytesPerCommand = 0;
#endif
    private const int Messages = 1000;
    private const int Rounds = 5;

    private static readonly byte[] Mail = Encoding.ASCII.GetBytes(
        $"MAIL FROM:<backup@nas.example.net>\r\nRCPT TO:<alerts@example.org>\r\nDATA\r\nSubject: done\r\n\r\n{new string('x', 1000)}\r\n.\r\n");

    private static readonly byte[] Idle = "NOOP\r\n"u8.ToArray();

    [Fact]
    public async Task A_small_message_in_a_steady_session_costs_little()
    {
        var perMessage = await CostAsync(Mail);

        TestContext.Current.TestOutputHelper?.WriteLine($"{perMessage} bytes per message");
        perMessage.ShouldBeLessThanOrEqualTo(BytesPerMessage);
    }

    [Fact]
    public async Task A_command_costs_nothing() => (await CostAsync(Idle)).ShouldBeLessThanOrEqualTo(BytesPerCommand);

    private static async Task<long> CostAsync(byte[] input)
    {
        var server = new TestServer(options => options.MaxJunkCommands = int.MaxValue, NullLogger<SmtpServer>.Instance, new Acceptor());
        await using var client = server.Connect();
        await client.SendAsync("EHLO x\r\n");
        await RepeatAsync(client, input, 200);

        // The least counts: what the runtime adds to a round (code that is compiled anew along the way) is not the message's.
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
            least = Math.Min(least, await RoundAsync(client, input));
        return least;
    }

    // All of it runs on this thread: the pipes have no other scheduler.
    private static async Task<long> RoundAsync(TestClient client, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        await RepeatAsync(client, input, Messages);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Messages;
    }

    private static async Task RepeatAsync(TestClient client, byte[] input, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await client.ExchangeAsync(input);
        }
    }

    private sealed class Acceptor : ISmtpHandler
    {
        public ValueTask<SmtpVerdict> OnMessageAsync(SmtpMessage message, CancellationToken cancellationToken) => new(SmtpReplies.Accepted);
    }
}
