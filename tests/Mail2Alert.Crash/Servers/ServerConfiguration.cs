using System.Globalization;
using Mail2Alert.Crash.Ledgers;
using Mail2Alert.Crash.Notifying;

namespace Mail2Alert.Crash.Servers;

/// <summary>What the program under test is told.</summary>
internal sealed record ServerConfiguration(Terms Terms, string Database, int RelayPort)
{
    public string For(int life, string slackApi) => $$"""
        listeners: smtp://127.0.0.1:0
        hostname: life-{{life.ToString(CultureInfo.InvariantCulture)}}.example.com
        relay: smtp://127.0.0.1:{{RelayPort.ToString(CultureInfo.InvariantCulture)}}
        store: sqlite:{{Database}}
        acknowledge: {{(Terms.Acknowledge == Acknowledge.Stored ? "stored" : "delivered")}}
        limits:
          message-size: {{TestMail.LargestAccepted.ToString(CultureInfo.InvariantCulture)}}
          deliveries-per-destination: {{Terms.InFlight.ToString(CultureInfo.InvariantCulture)}}
        slack: { api: '{{slackApi}}', token: xoxb-for-tests }
        sources:
          disks: { kind: mail, claim: { to: {{Places.Disks}} } }
        receivers:
          all: [ '{{Places.Mail(Places.Shop)}}', '{{Places.Mail(Places.Ops)}}', '{{Places.Slack(Places.Channel)}}' ]
        routes:
          - to: all

        """;
}
