using System.Net.Security;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;
using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Smtp.Tests.Attacks;

/// <summary>A connection may end behind any octet. Only a message that is whole is handed over, and nothing is left of any other.</summary>
public sealed class CutConnectionTests
{
    private const string Transaction = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";

    // Each part ends where a message is complete, the last one apart.
    private static readonly string[] Parts =
    [
        "EHLO x\r\nAUTH LOGIN\r\ndGlt\r\ndGFuc3RhYWZ0YW5zdGFhZg==\r\n" + Transaction + "DATA\r\nSubject: one\r\n\r\n..hello\r\n.\r\n",
        Transaction + "BDAT 9\r\nSubject: BDAT 10 LAST\r\ntwo\r\n\r\nx\r\n",
        Transaction + "BDAT 5\r\nthreeRSET\r\nAUTH PLAIN\r\n*\r\nNOOP\r\n",
        "STARTTLS\r\n",
    ];

    private static readonly string Transcript = string.Concat(Parts);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Half_closed_behind_any_octet_it_delivers_what_was_complete()
    {
        await using var server = await StartAsync();

        await ForEachCutAsync(async length =>
        {
            await using var client = await server.ConnectAsync();
            await client.SendAsync(Transcript[..length]);
            client.HalfClose();
            await client.ReadToEndAsync();
        });

        await server.ShouldBeUnharmedAsync();
        ShouldBeWhole(server);
        Count(server, "Subject: one").ShouldBe(Transcript.Length + 1 - Parts[0].Length);
        Count(server, "Subject: two").ShouldBe(Transcript.Length + 1 - Parts[0].Length - Parts[1].Length);
    }

    [Fact]
    public async Task Reset_behind_any_octet_it_delivers_nothing_that_was_not_complete()
    {
        await using var server = await StartAsync();

        await ForEachCutAsync(async length =>
        {
            await using var client = await server.ConnectAsync();
            await client.SendAsync(Transcript[..length]);
            client.Reset();
        });

        await server.ShouldBeUnharmedAsync();
        ShouldBeWhole(server);
    }

    [Fact]
    public async Task Reset_while_the_handler_works_it_leaves_nothing_behind()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StartAsync();
        server.Handler.OnMessage = async (_, token) =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return SmtpReplies.Accepted;
        };
        var client = await server.ConnectAsync();
        await client.SendAsync(Parts[0]);
        await entered.Task.WaitAsync(Token);

        client.Reset();
        await server.Usage.ConnectionsAsync(0);

        server.Handler.OnMessage = (_, _) => new(SmtpReplies.Accepted);
        await server.ShouldBeUnharmedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_inside_the_handshake_it_leaves_nothing_behind(bool isReset)
    {
        await using var server = await StartAsync();
        var hello = await ClientHelloAsync();

        await ForEachCutAsync(hello.Length, 7, async length =>
        {
            await using var client = await server.ConnectAsync();
            await client.SendAsync("EHLO x\r\nSTARTTLS\r\n");
            await client.ReadReplyAsync();
            await client.ReadReplyAsync();
            await client.SendAsync(hello.AsMemory(0, length));
            await EndAsync(client, isReset);
        });

        await server.ShouldBeUnharmedAsync();
        ShouldBeWhole(server);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cut_inside_TLS_it_delivers_nothing_that_was_not_complete(bool isReset)
    {
        await using var server = await StartAsync();
        var (part, complete) = (Parts[0], 0);

        await ForEachCutAsync(part.Length, 11, async length =>
        {
            await using var client = await server.ConnectAsync();
            await client.StartTlsAsync();
            await client.SendAsync(part[..length]);
            Interlocked.Add(ref complete, length == part.Length ? 1 : 0);
            await EndAsync(client, isReset);
        });

        await server.ShouldBeUnharmedAsync();
        ShouldBeWhole(server);
        Count(server, "Subject: one").ShouldBeLessThanOrEqualTo(complete);
    }

    private static Task<AttackedServer> StartAsync() => AttackedServer.StartAsync(options =>
    {
        var certificate = TestAuthority.Shared.Context("mx.example.org");
        options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true };
        options.Tls = new SmtpTlsOptions { SelectCertificate = _ => certificate };
    });

    private static Task ForEachCutAsync(Func<int, Task> attack) => ForEachCutAsync(Transcript.Length, 1, attack);

    private static Task ForEachCutAsync(int longest, int step, Func<int, Task> attack) => Parallel.ForEachAsync(
        Enumerable.Range(0, longest + 1).Where(length => length % step == 0 || length == longest),
        new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token },
        async (length, _) => await attack(length));

    private static async Task EndAsync(AttackClient client, bool isReset)
    {
        if (isReset)
        {
            client.Reset();
        }
        else
        {
            client.HalfClose();
            await client.ReadToEndAsync();
        }
    }

    // The beginning of a real handshake, up to where the client waits for the server.
    private static async Task<byte[]> ClientHelloAsync()
    {
        var wire = new MemoryStream();
        await using var tls = new SslStream(wire, leaveInnerStreamOpen: true);
        await Should.ThrowAsync<Exception>(tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "mx.example.org" }, Token));
        return wire.ToArray();
    }

    private static void ShouldBeWhole(AttackedServer server) => server.Handler.Deliveries.ShouldAllBe(delivery =>
        delivery.Text == "Subject: one\r\n\r\n.hello\r\n" || delivery.Text == "Subject: two\r\n\r\nx\r\n" || delivery.Text == "honest\r\n");

    private static int Count(AttackedServer server, string subject) =>
        server.Handler.Deliveries.Count(delivery => delivery.Text.StartsWith(subject, StringComparison.Ordinal));
}
