using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Mqtt;
using Mail2Alert.Channels.Templates;
using MQTTnet;

namespace Mail2Alert.Tests.Channels.Mqtt;

public sealed class MqttMessagesTests
{
    // One more than a letter may be, and a line end.
    private const int MostText = 250 + 250_000 + 2;

    [Fact]
    public void Whatever_a_mail_says_it_is_one_message_in_one_place_and_no_longer_than_it_may_be() =>
        Gen.Select(Posted.Texts, Posted.Texts).Sample(
            (first, second) =>
            {
                var alert = Telling.Alert with { Source = first, Key = second, Title = first, Text = string.Concat(Enumerable.Repeat(second, 100)) };
                var (text, json) = (Of("mqtt://h/alerts/{source}/{key}", alert).ShouldHaveSingleItem(), Of("mqtt://h/alerts/{source}/{key}?payload=json", alert).ShouldHaveSingleItem());

                text.Topic.ShouldBe(json.Topic);
                text.Topic.Split('/').Length.ShouldBe(3, "a mail must not choose the place");
                text.Topic.ShouldStartWith("alerts/");
                text.Topic.ShouldNotContain('+');
                text.Topic.ShouldNotContain('#');
                text.Topic.Any(c => char.IsControl(c) || char.IsSurrogate(c)).ShouldBeFalse();
                Encoding.UTF8.GetByteCount(text.Topic).ShouldBeLessThanOrEqualTo(ushort.MaxValue);
                Read(text).Length.ShouldBeLessThanOrEqualTo(MostText);
                Read(text).ShouldNotContain('\uFFFD');
                JsonNode.Parse(Read(json))!["body"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(250_000);
            },
            iter: 25);

    [Theory]
    [InlineData("mqtt://h/t")]
    [InlineData("mqtt://h/t?payload=json")]
    public void Hostile_text_arrives_as_it_is(string url)
    {
        var body = Read(Of(url, Telling.Alert with { Text = Telling.Hostile }).ShouldHaveSingleItem());

        (body[0] == '{' ? JsonNode.Parse(body)!["body"]!.GetValue<string>() : body).ShouldContain(Telling.Hostile.Trim());
    }

    [Fact]
    public void The_end_of_an_alert_is_told_and_leaves_nothing_on_the_board()
    {
        var messages = Of("mqtt://h/t?retain=yes", Telling.Alert with { Status = AlertStatus.Resolved });

        messages.Select(message => (message.Retain, message.Payload.Length > 0)).ShouldBe([(false, true), (true, false)]);
        Of("mqtt://h/t?retain=yes", Telling.Alert).ShouldHaveSingleItem().Retain.ShouldBeTrue();
    }

    private static List<MqttApplicationMessage> Of(string url, Alert alert)
    {
        var target = (MqttTarget)TargetGrammar.Parse(url).Targets[0];
        var about = new Notification(TestMail.Of("x", "x"), alert, [target]);
        return [.. MqttMessages.Of(new LetterWriter(LetterSettings.Default).Write(about, target, MqttChannel.Kind), target)];
    }

    private static string Read(MqttApplicationMessage message) => Encoding.UTF8.GetString(message.Payload);
}
