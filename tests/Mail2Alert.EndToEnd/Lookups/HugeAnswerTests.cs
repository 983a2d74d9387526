using System.Text;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Lookups;

public sealed class HugeAnswerTests
{
    private const int Rows = 50 * 1024;

    // The program itself takes about 100 MB; of three answers of 50 MB at once it may keep 16 MiB each, its `lookup-size`.
    private const long MemoryBound = 300L * 1024 * 1024;

    [Fact]
    public async Task An_api_that_sends_fifty_megabytes_neither_stops_mail_nor_fills_the_memory()
    {
        await using var scene = await Scene.StartAsync(before: scene => scene.GoCd.Script = EndlesslyAsync);
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(250);
        scene.Relay.Mails.SelectMany(mail => mail.Recipients).ShouldBe([Scene.Shop, Scene.Ops], ignoreOrder: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"measured: {scene.Program.PeakMemory() / 1024 / 1024} MiB at the most");
        scene.Program.PeakMemory().ShouldBeLessThan(MemoryBound);
    }

    // Well-formed to the end: only its size is wrong.
    private static async Task EndlesslyAsync(HttpContext context)
    {
        var row = Encoding.ASCII.GetBytes($"{{\"name\":\"{new string('g', 1000)}\",\"pipelines\":[]}},\n");
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("{\"_embedded\":{\"groups\":[", context.RequestAborted);
        for (var i = 0; i < Rows; i++)
            await context.Response.Body.WriteAsync(row, context.RequestAborted);
        await context.Response.WriteAsync("{\"name\":\"last\",\"pipelines\":[]}]}}", context.RequestAborted);
    }
}
