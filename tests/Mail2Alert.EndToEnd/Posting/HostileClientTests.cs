using System.Net.Sockets;
using System.Text;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Posting;

/// <summary>Clients that do not keep to the rules of HTTP, or keep them too well.</summary>
public sealed class HostileClientTests
{
    private const string Start = "POST /mail?from=&to=alerts@example.com HTTP/1.1\r\nHost: x\r\n";

    [Fact]
    public async Task Who_falls_silent_in_his_mail_is_told_and_hung_up_on()
    {
        await using var scene = await PostScene.StartAsync("limits: { data-timeout: 1s }");

        (await TalkAsync(scene, $"{Start}Content-Length: 1000\r\n\r\nSubject: x\r\n")).ShouldStartWith("HTTP/1.1 408 ");
        scene.Relay.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\nSubject: x\r\n\r\nHalf a mail")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n64\r\nSubject: x\r\n")]
    public async Task Half_a_mail_is_none(string rest)
    {
        await using var scene = await PostScene.StartAsync();

        await TalkAsync(scene, Start + rest, hangsUp: true);

        (await scene.PostAsync("To: alerts@example.com\nSubject: whole\n\n")).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await scene.Relay.NextAsync()).Field("Subject").ShouldContain("whole");
        scene.Relay.Mails.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400")]
    [InlineData("Content-Length: 10\r\nContent-Length: 20\r\n\r\n0123456789", "400")]
    [InlineData("Content-Length: -1\r\n\r\n", "400")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", "400")]
    [InlineData("Content-Length: 999999999999\r\n\r\nSubject: x\r\n\r\n", "413")]
    public async Task A_length_that_lies_is_seen_through(string rest, string status)
    {
        await using var scene = await PostScene.StartAsync();

        (await TalkAsync(scene, Start + rest)).ShouldStartWith($"HTTP/1.1 {status} ");
        scene.Relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_huge_header_is_refused()
    {
        await using var scene = await PostScene.StartAsync();

        (await TalkAsync(scene, $"{Start}X-Huge: {new string('x', 1 << 20)}\r\n\r\n")).ShouldStartWith("HTTP/1.1 431 ");
    }

    [Fact]
    public async Task Connections_on_which_nothing_is_asked_are_bounded()
    {
        await using var scene = await PostScene.StartAsync("limits: { connections-per-address: 2 }");
        using var first = await ConnectAsync(scene);
        using var second = await ConnectAsync(scene);

        await using (var asked = new NetworkStream(first))
        {
            await asked.WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), Patience.Token);
            await asked.ReadAtLeastAsync(new byte[12], 12, cancellationToken: Patience.Token);
            await using var other = new NetworkStream(second);
            await other.WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), Patience.Token);
            await other.ReadAtLeastAsync(new byte[12], 12, cancellationToken: Patience.Token);

            (await TalkAsync(scene, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldBeEmpty();
        }
    }

    // What comes back until it hangs up, or we do.
    private static async Task<string> TalkAsync(PostScene scene, string request, bool hangsUp = false)
    {
        var answer = new byte[4096];
        try
        {
            using var socket = await ConnectAsync(scene);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Patience.Token);
            if (hangsUp)
                socket.Shutdown(SocketShutdown.Send);
            var length = await stream.ReadAsync(answer, Patience.Token);
            return Encoding.ASCII.GetString(answer, 0, length);
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            return "";
        }
    }

    private static async Task<Socket> ConnectAsync(PostScene scene)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", scene.Program.Port, Patience.Token);
        return socket;
    }
}
