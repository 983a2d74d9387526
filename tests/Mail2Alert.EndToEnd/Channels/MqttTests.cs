using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Mail2Alert.EndToEnd.Peers;
using Mail2Alert.EndToEnd.Support;
using MQTTnet;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>With mosquitto.</summary>
[Trait(Needs.Trait, Needs.Debian)]
public sealed class MqttTests
{
    [Theory]
    [InlineData("v3.1")]
    [InlineData("v3.1.1")]
    [InlineData("v5.0")]
    public async Task What_fires_is_on_the_board_and_what_is_over_is_not(string version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var scene = await ChannelScene.StartAsync(
            $"mqtt://{Mosquitto.User}:{Mosquitto.Password}@127.0.0.1:{broker.Port}/board/{{source}}/{{key}}?retain=yes&payload=json&version={version}");
        (await scene.SendAsync("sda is full")).ShouldStartWith("2.0.0");
        (await scene.SendAsync("sdb is full")).ShouldStartWith("2.0.0");
        (await scene.SendAsync("sda is fine")).ShouldStartWith("2.0.0");

        using var client = new MqttClientFactory().CreateMqttClient();
        var kept = Channel.CreateUnbounded<MqttApplicationMessage>();
        client.ApplicationMessageReceivedAsync += received =>
        {
            kept.Writer.TryWrite(received.ApplicationMessage);
            return Task.CompletedTask;
        };
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).WithCredentials(Mosquitto.User, Mosquitto.Password).Build(), Patience.Token);
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter("board/#").Build(), Patience.Token);
        var first = await kept.Reader.ReadAsync(Patience.Token);
        await client.PublishStringAsync("board/end", "end", cancellationToken: Patience.Token);

        (first.Topic, first.Retain).ShouldBe(("board/nas/sdb", true));
        JsonNode.Parse(Encoding.UTF8.GetString(first.Payload.ToArray()))!["title"]!.GetValue<string>().ShouldBe("sdb is full");
        (await kept.Reader.ReadAsync(Patience.Token)).Topic.ShouldBe("board/end");
    }

    [Fact]
    public async Task A_wrong_password_is_no_delivery()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var scene = await ChannelScene.StartAsync($"mqtt://{Mosquitto.User}:wrong@127.0.0.1:{broker.Port}/alerts");

        (await scene.SendAsync("sda is full")).ShouldStartWith("451");
    }
}
