using System.Text.Json.Nodes;
using System.Threading.Channels;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>With Apprise's command, for a service that only Apprise knows and that can be played here.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class AppriseTests
{
    [Fact]
    public async Task What_only_Apprise_knows_is_told_by_its_command()
    {
        var command = Peer.Find("/usr/bin/apprise");
        var asked = Channel.CreateUnbounded<string>();
        await using var kodi = await LoopbackHttp.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            await asked.Writer.WriteAsync(await body.ReadToEndAsync(context.RequestAborted), context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await using var scene = await ChannelScene.StartAsync($"kodi://127.0.0.1:{kodi.Address.Port}", $"channels: {{ apprise: {{ command: {command} }} }}");

        (await scene.SendAsync("sda is full")).ShouldStartWith("2.0.0");

        var said = JsonNode.Parse(await asked.Reader.ReadAsync(Patience.Token))!["params"]!;
        (said["title"]!.GetValue<string>(), said["message"]!.GetValue<string>()).ShouldBe(("sda is full", "98 % used"));
    }

    [Fact]
    public async Task What_the_service_does_not_take_is_no_delivery()
    {
        var command = Peer.Find("/usr/bin/apprise");
        await using var kodi = await LoopbackHttp.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        await using var scene = await ChannelScene.StartAsync($"kodi://127.0.0.1:{kodi.Address.Port}", $"channels: {{ apprise: {{ command: {command} }} }}");

        (await scene.SendAsync("sda is full")).ShouldStartWith("451");
    }
}
