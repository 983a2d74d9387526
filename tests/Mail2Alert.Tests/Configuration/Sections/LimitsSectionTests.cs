using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class LimitsSectionTests
{
    [Fact]
    public void Reads_every_limit() => Loaded.Valid("""
        limits:
          message-size: 10 MB
          memory: 1GiB
          spool-threshold: 1MiB
          spool: 5GiB
          recipients: 1000
          connections: 5
          connections-per-address: 4
          spool-directory: /var/spool/alerts
          line-length: 4096
          errors: 21
          errors-before-delay: 0
          error-delay: 2s
          junk-commands: 22
          commands: 23
          messages: 24
          login-failures: 25
          login-failures-per-address: 26
          login-window: 27m
          lockout-time: 28m
          login-delay: 29s
          session-time: 2h
          message-time: 31m
          data-rate: 32
          handshake-timeout: 33s
          proxy-timeout: 34s
          shutdown-time: 35s
          command-timeout: 1m
          data-timeout: 2m
          acknowledge-within: 20s
          alerts-remembered: 10
          deliveries-remembered: 7
          relay-connections: 3
        """).Limits.ShouldBe(new LimitSettings
    {
        MessageSize = 10_000_000,
        SpoolThreshold = 1 << 20,
        Spool = 5L << 30,
        Memory = 1L << 30,
        Recipients = 1000,
        ConnectionsPerAddress = 4,
        Connections = 5,
        SpoolDirectory = "/var/spool/alerts",
        LineLength = 4096,
        Errors = 21,
        ErrorsBeforeDelay = 0,
        ErrorDelay = TimeSpan.FromSeconds(2),
        JunkCommands = 22,
        Commands = 23,
        Messages = 24,
        Logins = new LoginLimitSettings
        {
            Failures = 25,
            FailuresPerAddress = 26,
            Window = TimeSpan.FromMinutes(27),
            LockoutTime = TimeSpan.FromMinutes(28),
            Delay = TimeSpan.FromSeconds(29),
        },
        SessionTime = TimeSpan.FromHours(2),
        MessageTime = TimeSpan.FromMinutes(31),
        DataRate = 32,
        HandshakeTimeout = TimeSpan.FromSeconds(33),
        ProxyTimeout = TimeSpan.FromSeconds(34),
        ShutdownTime = TimeSpan.FromSeconds(35),
        CommandTimeout = TimeSpan.FromMinutes(1),
        DataTimeout = TimeSpan.FromMinutes(2),
        AcknowledgeWithin = TimeSpan.FromSeconds(20),
        AlertsRemembered = 10,
        DeliveriesRemembered = 7,
        RelayConnections = 3,
    });

    [Theory]
    [InlineData("message-size: big", "1:25: error: 'message-size' expects a size from 1KiB to 1TiB, such as 25MiB, 10 MB or 1048576, found 'big'")]
    [InlineData("recipients: -1", "1:23: error: 'recipients' expects a number from 1 to 10000000, found '-1'")]
    [InlineData("recipients:", "1:23: error: 'recipients' expects a number from 1 to 10000000, found nothing")]
    [InlineData("recipients: [1]", "1:23: error: 'recipients' expects a number from 1 to 10000000, found a list")]
    [InlineData("message-size: 3GiB", "1:25: error: 'message-size' is more than 'spool': such a mail could never be taken")]
    [InlineData("line-length: 511", "1:24: error: 'line-length' expects a number from 512 to 10000000, found '511'")]
    [InlineData("session-time: 2d", "1:25: error: 'session-time' expects a time from 1ms to 1d, such as 45s, 5m or 1h30m, found '2d'")]
    [InlineData("memory: 128KiB", "1:19: error: 'memory' is less than one mail may need before it goes to a file")]
    [InlineData("recipient: 5", "1:11: error: unknown key 'recipient' in 'limits'; did you mean 'recipients'?")]
    public void Says_what_is_wrong(string limit, string problem) => Loaded.Problems($"limits: {{ {limit} }}").ShouldBe([problem]);

    [Fact]
    public void A_section_is_a_mapping() =>
        Loaded.Problems("limits: 5").ShouldBe(["1:9: error: 'limits' expects a mapping of keys to values, found '5'"]);

    [Fact]
    public void Slack_has_a_token_and_an_api()
    {
        var slack = Loaded.Valid("slack: { token: xoxb-1, api: http://127.0.0.1:99/api }").Slack;
        slack.Token!.Value.Reveal().ShouldBe("xoxb-1");
        slack.Api.ShouldBe(new Uri("http://127.0.0.1:99/api/"));
    }
}
