using Mail2Alert.Channels;
using Mail2Alert.Channels.Mqtt;

namespace Mail2Alert.Tests.Channels.Mqtt;

/// <summary>What is sent is tried with mosquitto, end to end.</summary>
public sealed class MqttUrlTests
{
    [Fact]
    public void Each_topic_is_a_target()
    {
        var targets = TargetGrammar.Parse("mqtt://me:secret@broker/alerts/disk,other/topic?to=third&qos=2&retain=yes&version=v5.0&client_id=c&session=yes").Targets.Cast<MqttTarget>().ToList();

        targets.Select(target => target.Topic).ShouldBe(["alerts/disk", "other/topic", "third"]);
        targets.Select(target => target.Text).ShouldBe(["mqtt://broker/alerts/disk", "mqtt://broker/other/topic", "mqtt://broker/third"]);
        targets[0].Broker.ShouldBe(new MqttBroker("broker", 1883, IsSecure: false) { User = "me", Password = new Secret("secret"), Version = "5.0", ClientId = "c", IsClean = false });
        (targets[0].Quality, targets[0].IsRetained).ShouldBe((2, true));
        targets.Select(target => target.Broker).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_message_is_acknowledged_unless_the_target_says_otherwise()
    {
        var target = TargetGrammar.Parse("mqtts://broker/alerts").Targets.ShouldHaveSingleItem().ShouldBeOfType<MqttTarget>();

        (target.Quality, target.Broker.Port, target.Broker.Version, target.IsRetained).ShouldBe((1, 8883, "3.1.1", false));
    }

    [Theory]
    [InlineData("mqtt://broker", "expected mqtts://HOST/TOPIC")]
    [InlineData("mqtt://broker/alerts/#", "a topic to publish to has no '+', '#' and control characters")]
    [InlineData("mqtt://broker/a/+/b", "a topic to publish to has no '+', '#' and control characters")]
    [InlineData("mqtt://broker/a?qos=3", "'qos' expects 0, 1 or 2")]
    [InlineData("mqtt://broker/a?version=4", "'version' expects v3.1, v3.1.1 or v5.0")]
    [InlineData("mqtt://broker/a?payload=xml", "'payload' expects text or json")]
    public void Mistakes_are_told(string url, string mistake) => TargetGrammar.Parse(url).Mistake.ShouldBe(mistake);
}
