using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Mail2Alert.Tests.Sources.Declared.Lookups;

/// <summary>What a server hears from us.</summary>
public sealed class LookupRequestTests
{
    private const string Anna = """{"owner":{"name":"anna"},"tier":"gold"}""";

    private readonly ConcurrentQueue<string> _heads = new();

    [Theory]
    [InlineData("token: t0ken", "Authorization: Bearer t0ken")]
    [InlineData("user: anna, password: secret", "Authorization: Basic YW5uYTpzZWNyZXQ=")]
    [InlineData("headers: { X-Api-Version: '2', X-Api-Key: k3y }", "X-Api-Key: k3y")]
    [InlineData("headers: { accept: application/vnd.cmdb.v2+json }", "accept: application/vnd.cmdb.v2+json")]
    [InlineData("timeout: 5s", "Accept: application/json")]
    [InlineData("timeout: 5s", "User-Agent: Mail2Alert")]
    public async Task Carries_login_and_headers(string key, string field)
    {
        await using var server = Server(_ => Anna);
        await using var source = At(server, key);
        (await source.AlertAsync()).Labels["owner"].ShouldBe("anna");
        _heads.ShouldHaveSingleItem().ShouldContain($"\r\n{field}\r\n", Case.Insensitive);
    }

    [Fact]
    public async Task Asks_for_the_address_to_the_letter()
    {
        await using var server = Server(_ => Anna);
        await using var source = At(server);
        await source.ReadAsync("job a/b c?d failed");
        _heads.ShouldHaveSingleItem().ShouldStartWith("GET /jobs/a%2Fb%20c%3Fd HTTP/1.1\r\n");
    }

    [Fact]
    public async Task Asks_once_for_an_address_while_its_answer_is_fresh()
    {
        await using var server = Server(_ => Anna);
        await using var source = At(server);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => source.ReadAsync().AsTask()));
        await source.ReadAsync("job music failed");
        _heads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Asks_whether_an_answer_changed()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var server = new RawServer(async (stream, cancel) =>
        {
            _heads.Enqueue(await RawServer.HeadAsync(stream, cancel));
            await stream.WriteAsync(Encoding.ASCII.GetBytes((_heads.Count == 1
                ? RawServer.Answer(Anna, more: "ETag: \"v1\"\n")
                : "HTTP/1.1 304 Not Modified\nETag: \"v1\"\nConnection: close\n\n").ReplaceLineEndings("\r\n")), cancel);
        });
        await using var source = LookingUp.At($"http://127.0.0.1:{server.Port}/x", replace: services =>
            Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, time));
        await source.ReadAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        (await source.AlertAsync()).Labels["owner"].ShouldBe("anna");
        _heads.ElementAt(1).ShouldContain("If-None-Match: \"v1\"");
    }

    [Fact]
    public async Task Asks_a_server_only_so_much_at_once()
    {
        var (now, most) = (0, 0);
        await using var server = new RawServer(async (stream, cancel) =>
        {
            await RawServer.HeadAsync(stream, cancel);
            var open = Interlocked.Increment(ref now);
            InterlockedMax(ref most, open);
            // The end of an answer counts, not its head.
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), cancel);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancel);
            Interlocked.Decrement(ref now);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Anna), cancel);
        });
        await using var source = At(server, "timeout: 10s");
        var alerts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => source.AlertAsync(string.Create(CultureInfo.InvariantCulture, $"job j{i} failed"))));
        alerts.ShouldAllBe(alert => alert.Labels["owner"] == "anna");
        most.ShouldBe(Mail2Alert.Sources.Lookups.LookupGates.DefaultAtOnce);
    }

    [Fact]
    public async Task Leaves_a_server_alone_that_always_fails()
    {
        await using var server = RawServer.Saying("HTTP/1.1 500 Oh\nContent-Length: 0\nConnection: close\n\n");
        await using var source = At(server, "timeout: 5s");
        for (var i = 0; i < 12; i++)
            await source.ReadAsync(string.Create(CultureInfo.InvariantCulture, $"job j{i} failed"));
        var before = server.Connections;
        (await source.TroubleAsync()).ShouldBe($"the lookup job failed: 127.0.0.1:{server.Port} failed too often just now and is left alone for some seconds");
        server.Connections.ShouldBe(before);
    }

    private RawServer Server(Func<string, string> answer) => new(async (stream, cancel) =>
    {
        var head = await RawServer.HeadAsync(stream, cancel);
        _heads.Enqueue(head);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(RawServer.Answer(answer(head)).ReplaceLineEndings("\r\n")), cancel);
    });

    private static LookingUp At(RawServer server, string more = "timeout: 5s") => LookingUp.At($"http://127.0.0.1:{server.Port}/jobs/{{{{ job }}}}", more);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
