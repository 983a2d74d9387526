using System.IO.Compression;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Lookups;

public sealed class DeclaredLookupTests
{
    private const string Gold = "gold@example.com";
    private const string Others = "others@example.com";

    // The program itself takes about 100 MB; eight answers at once may have a mebibyte each.
    private const long MemoryBound = 300L * 1024 * 1024;

    [Fact]
    public async Task What_an_api_says_decides_who_is_told()
    {
        await using var api = await LoopbackHttp.StartAsync(context => context.Response.WriteAsJsonAsync(
            new { tier = context.Request.Path.Value!.EndsWith("photos", StringComparison.Ordinal) ? "gold" : "tin" }, context.RequestAborted));
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync(Configuration(relay.Port, api.Address));

        (await DeliverAsync(program, "photos")).Code.ShouldBe(250);
        (await DeliverAsync(program, "music")).Code.ShouldBe(250);

        relay.Mails.SelectMany(mail => mail.Recipients).ShouldBe([Gold, Others]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task An_api_that_sends_far_too_much_neither_stops_mail_nor_fills_the_memory(string encoding)
    {
        await using var api = await LoopbackHttp.StartAsync(context => HugeAsync(context, encoding));
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync(Configuration(relay.Port, api.Address));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => DeliverAsync(program, $"job{i}")));

        answers.ShouldAllBe(answer => answer.Code == 250);
        relay.Mails.SelectMany(mail => mail.Recipients).Distinct().ShouldBe([Gold, Others], ignoreOrder: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"measured: {program.PeakMemory() / 1024 / 1024} MiB at the most");
        program.PeakMemory().ShouldBeLessThan(MemoryBound);
    }

    private static async Task HugeAsync(HttpContext context, string encoding)
    {
        context.Response.ContentType = "application/json";
        if (encoding.Length > 0)
            context.Response.Headers.ContentEncoding = encoding;
        await using var body = encoding.Length > 0
            ? new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : context.Response.Body;
        var spaces = new byte[1024 * 1024];
        spaces.AsSpan().Fill((byte)' ');
        for (var i = 0; i < 50; i++)
            await body.WriteAsync(spaces, context.RequestAborted);
    }

    private static Task<SmtpAnswer> DeliverAsync(RunningProgram program, string job) =>
        SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject($"Backup {job} failed", from: "nas@example.com"));

    private static string Configuration(int relay, Uri api) => $$$"""
        listeners: smtp://127.0.0.1:0
        relay: smtp://127.0.0.1:{{{relay}}}
        store: none
        sources:
          nas:
            claim: { to: {{{ProbeMail.Alerts}}} }
            extract: { subject: 'Backup (?<job>\S+) (?<result>failed|succeeded)' }
            lookups:
              job: { get: '{{{api}}}jobs/{{ job }}', labels: { tier: tier } }
            status: { firing: { result: failed } }
            key: '{{ job }}'
        routes:
          - { when: { tier: gold }, to: 'mailto:{{{Gold}}}', continue: true }
          - { when: { not: { tier: gold } }, to: 'mailto:{{{Others}}}' }
        """;
}
