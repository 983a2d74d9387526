using System.Diagnostics;
using System.IO.Compression;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mail2Alert.Sources;

namespace Mail2Alert.Tests.Sources.Declared.Lookups;

/// <summary>Whatever a server does, an alert comes out, in time, and says why something in it is not known.</summary>
public sealed class HostileServerTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("continue")]
    [InlineData("stale")]
    public async Task A_server_that_never_answers(string policy)
    {
        await using var server = new RawServer((_, cancel) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel));
        (await TroubleAsync(server, $"timeout: 200ms, on-failure: {policy}")).ShouldBe("the lookup job failed: no answer within 0.2 s");
    }

    [Fact]
    public async Task A_server_that_drips()
    {
        await using var server = new RawServer(async (stream, cancel) =>
        {
            await RawServer.HeadAsync(stream, cancel);
            foreach (var octet in RawServer.Answer("""{"owner":{"name":"anna"}}""") + new string(' ', 100_000))
            {
                await stream.WriteAsync(new[] { (byte)octet }, cancel);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancel);
            }
        });
        var start = Stopwatch.GetTimestamp();
        (await TroubleAsync(server, "timeout: 200ms")).ShouldBe("the lookup job failed: no answer within 0.2 s");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_server_that_sends_fifty_megabytes()
    {
        var sent = 0L;
        await using var server = new RawServer(async (stream, cancel) =>
        {
            await RawServer.HeadAsync(stream, cancel);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray(), cancel);
            for (var i = 0; i < 50; i++)
            {
                await stream.WriteAsync(new byte[Megabyte], cancel);
                Interlocked.Add(ref sent, Megabyte);
            }
        });
        (await TroubleAsync(server, "lookup-size: 64KiB, timeout: 5s"))
            .ShouldBe($"the lookup job failed: the answer of 127.0.0.1:{server.Port} is larger than 65536 octets: raise `lookup-size`");
        // What does not fit is not read: it fills the buffers of the sockets, and no more.
        Interlocked.Read(ref sent).ShouldBeLessThan(20 * Megabyte);
    }

    [Fact]
    public async Task A_server_that_announces_fifty_megabytes()
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 52428800\n\n{");
        (await TroubleAsync(server, "timeout: 5s")).ShouldContain("is larger than 1048576 octets");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_bomb_that_is_small_before_it_is_unpacked(string encoding)
    {
        var bomb = Compressed(new byte[50 * Megabyte], encoding);
        bomb.Length.ShouldBeLessThan(Megabyte);
        await using var server = RawServer.Saying(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: {encoding}\r\nContent-Length: {bomb.Length}\r\n\r\n"), bomb);
        (await TroubleAsync(server, "timeout: 5s")).ShouldContain("is larger than 1048576 octets");
    }

    [Fact]
    public async Task What_is_compressed_is_read()
    {
        var body = Compressed("""{"owner":{"name":"anna"}}"""u8.ToArray(), "gzip");
        await using var server = RawServer.Saying(
            Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n"), body);
        await using var source = At(server);
        (await source.AlertAsync()).Labels["owner"].ShouldBe("anna");
    }

    [Fact]
    public async Task A_server_that_sends_less_than_it_announces()
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 100\n\n{\"owner\":{\"name\":\"anna\"}}");
        (await TroubleAsync(server, "timeout: 5s")).ShouldStartWith($"the lookup job failed: the call to 127.0.0.1:{server.Port} broke: ");
    }

    [Fact]
    public async Task A_server_that_sends_more_than_it_announces()
    {
        await using var server = RawServer.Saying("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 10\n\n{\"owner\":{\"name\":\"anna\"}}");
        (await TroubleAsync(server)).ShouldBe(
            $"the lookup job failed: the answer of 127.0.0.1:{server.Port} cannot be read (line 1): broken JSON, or of another shape");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_server_that_sends_us_to_an_address_inside_is_not_followed(int status)
    {
        await using var inside = RawServer.Answering("""{"owner":{"name":"secret"}}""");
        await using var server = RawServer.Saying(
            $"HTTP/1.1 {status} Moved\nLocation: http://user:password@127.0.0.1:{inside.Port}/latest/meta-data?token=hidden\nContent-Length: 0\n\n");
        (await TroubleAsync(server)).ShouldBe(
            $"the lookup job failed: 127.0.0.1:{server.Port} sends us on ({status}, to http://127.0.0.1:{inside.Port}/latest/meta-data), where we do not go: "
            + "set `get` to where it leads, if that is right");
        inside.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("text/html", "<html><body>Log in</body></html>", "answered with a web page: check `get`")]
    [InlineData("application/json", "<html><body>Log in</body></html>", "cannot be read (line 1)")]
    [InlineData("application/json", "{\"owner\":{\"name\":\"an", "cannot be read (line 1)")]
    [InlineData("application/json", "{} {}", "cannot be read")]
    [InlineData("application/json", "", "cannot be read")]
    [InlineData("application/json", "\0\u0001\u0002 \u00ff garbage", "cannot be read")]
    [InlineData("application/json", "{\"owner\":{\"name\":{\"first\":\"anna\"}}}", "cannot be read: 'owner' is an object, and no text")]
    [InlineData("application/json", "{\"owner\":{\"name\":[[1]]}}", "cannot be read: 'owner' is a list of more than texts and numbers, and no text")]
    public async Task A_server_that_answers_something_else(string type, string body, string sentence)
    {
        await using var server = RawServer.Answering(body, type);
        (await TroubleAsync(server)).ShouldContain(sentence);
    }

    [Fact]
    public async Task An_answer_that_is_deeper_than_anybody_needs()
    {
        await using var server = RawServer.Answering(new string('[', 100_000));
        (await TroubleAsync(server)).ShouldContain("cannot be read");
    }

    [Theory]
    [InlineData("401 Unauthorized", "refused the login (401): check `token`, or `user` and `password`")]
    [InlineData("403 Forbidden", "does not allow it (403)")]
    [InlineData("404 Not Found", "does not know it (404)")]
    [InlineData("500 Internal Server Error", "answered with status 500")]
    [InlineData("503 Service Unavailable", "answered with status 503")]
    [InlineData("204 No Content", "answered with status 204")]
    public async Task A_server_that_refuses(string status, string sentence)
    {
        await using var server = RawServer.Saying($"HTTP/1.1 {status}\nContent-Type: application/json\nContent-Length: 0\nConnection: close\n\n");
        (await TroubleAsync(server, "timeout: 5s")).ShouldBe($"the lookup job failed: 127.0.0.1:{server.Port} {sentence}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\nContent-Type: app")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nZZZZ\n")]
    [InlineData("220 mail.example.com ESMTP\n")]
    public async Task A_server_that_breaks_off_or_speaks_something_else(string answer)
    {
        await using var server = RawServer.Saying(answer);
        (await TroubleAsync(server, "timeout: 5s")).ShouldStartWith($"the lookup job failed: the call to 127.0.0.1:{server.Port} broke: ");
    }

    [Fact]
    public async Task A_head_without_end()
    {
        await using var server = new RawServer(async (stream, cancel) =>
        {
            await RawServer.HeadAsync(stream, cancel);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), cancel);
            for (var i = 0; i < 100_000; i++)
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-{i}: {new string('x', 1000)}\r\n"), cancel);
        });
        (await TroubleAsync(server, "timeout: 5s")).ShouldContain("is larger than");
    }

    [Fact]
    public async Task A_server_that_is_not_there()
    {
        int port;
        using (var listener = new TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        }
        await using var source = LookingUp.At($"http://127.0.0.1:{port}/x", "timeout: 5s");
        (await source.TroubleAsync()).ShouldStartWith($"the lookup job failed: cannot connect to 127.0.0.1:{port}: ");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("elsewhere.example.com")]
    public async Task A_server_whose_certificate_is_not_to_be_trusted(string name)
    {
        using var certificate = new TestCertificate(name);
        using var shown = X509Certificate2.CreateFromPemFile(certificate.File, certificate.Key);
        await using var server = new RawServer(async (stream, cancel) =>
        {
            await using var tls = new SslStream(stream);
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = shown }, cancel);
            }
            catch (System.Security.Authentication.AuthenticationException)
            {
                return;
            }
            if ((await RawServer.HeadAsync(tls, cancel)).Length > 0)
                await tls.WriteAsync(Encoding.ASCII.GetBytes(RawServer.Answer("""{"owner":{"name":"eve"}}""")), cancel);
        });
        await using var source = LookingUp.At($"https://127.0.0.1:{server.Port}/x", "timeout: 5s, token: t0ken");
        (await source.TroubleAsync()).ShouldStartWith(
            $"the lookup job failed: cannot agree on TLS with 127.0.0.1:{server.Port}: The remote certificate is invalid");
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}")]
    [InlineData("\u0016\u0003\u0003\u00ff\u00ff garbage garbage garbage")]
    public async Task A_server_that_speaks_no_TLS_where_it_should(string says)
    {
        await using var server = new RawServer(async (stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(says.ReplaceLineEndings("\r\n")), cancel);
            await stream.ReadExactlyAsync(new byte[5], cancel);
        });
        await using var source = LookingUp.At($"https://127.0.0.1:{server.Port}/x", "timeout: 2s");
        (await source.TroubleAsync()).ShouldStartWith("the lookup job failed: ");
    }

    [Fact]
    public async Task Told_to_rather_defer_the_mail_is_to_come_again()
    {
        await using var server = RawServer.Saying("HTTP/1.1 401 Unauthorized\nContent-Length: 0\n\n");
        await using var source = At(server, "on-failure: defer");
        (await source.ReadAsync()).ShouldBeOfType<Reading.Deferred>().Why.ShouldContain("refused the login (401)");
    }

    private static LookingUp At(RawServer server, string more = "timeout: 5s") => LookingUp.At($"http://127.0.0.1:{server.Port}/jobs/{{{{ job }}}}", more);

    private static async Task<string> TroubleAsync(RawServer server, string more = "timeout: 5s")
    {
        await using var source = At(server, more);
        return await source.TroubleAsync();
    }

    private static byte[] Compressed(byte[] octets, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            _ => new ZLibStream(packed, CompressionLevel.Optimal),
        })
        {
            packing.Write(octets);
        }
        return packed.ToArray();
    }
}
