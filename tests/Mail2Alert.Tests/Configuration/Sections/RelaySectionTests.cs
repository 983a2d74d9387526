using Mail2Alert.Channels.Mail;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class RelaySectionTests
{
    private const string Expected = "an address such as smtp://mail.example.com or smtps://mail.example.com:465";

    [Theory]
    [InlineData("smtp://mail.example.com", "smtp://mail.example.com:25")]
    [InlineData("mail.example.com:2500", "smtp://mail.example.com:2500")]
    [InlineData("smtps://mail.example.com", "smtps://mail.example.com:465")]
    [InlineData("smtps://mail.example.com:1465/", "smtps://mail.example.com:1465")]
    public void Reads_a_url(string url, string relay) => Loaded.Valid($"relay: {url}").Relay!.ToString().ShouldBe(relay);

    [Fact]
    public void Reads_a_login_in_the_url() =>
        Loaded.Valid("relay: smtp://me%40example.com:p%25a:@b@mail.example.com:587").Relay.ShouldBe(
            new RelaySettings { Host = "mail.example.com", Port = 587, Login = new("me@example.com", new("p%a:@b")) });

    [Fact]
    public void Reads_a_mapping() => Loaded.Valid("""
        relay:
          url: smtp://mail.example.com
          user: me
          password: ${PASSWORD}
          tls: required
          connections: 7
          idle: 1m
        """, ("PASSWORD", "p%41@:/")).Relay.ShouldBe(new RelaySettings
    {
        Host = "mail.example.com",
        Port = 25,
        RequireTls = true,
        Login = new("me", new("p%41@:/")),
        MaxConnections = 7,
        IdleTimeout = TimeSpan.FromMinutes(1),
    });

    [Fact]
    public void The_limit_on_connections_applies_where_the_relay_has_none() =>
        Loaded.Valid("relay: mail.example.com\nlimits: { relay-connections: 9 }").Relay!.MaxConnections.ShouldBe(9);

    [Theory]
    [InlineData("relay: http://mail.example.com", $"1:8: error: 'relay' expects {Expected}, found 'http://mail.example.com'")]
    [InlineData("relay: smtp://me:secret@*", $"1:8: error: 'relay' expects {Expected}, found 'smtp://***@*'")]
    [InlineData("relay: smtp://mail:0", $"1:8: error: 'relay' expects {Expected}, found 'smtp://mail:0'")]
    [InlineData("relay: smtp://me@mail", "1:8: error: 'relay' expects 'user:password' before the '@'")]
    [InlineData("relay: { user: me, password: x }", $"1:8: error: 'relay' expects a key 'url' with {Expected}")]
    [InlineData("relay: { url: mail, user: me }", "1:8: error: 'relay' expects 'user' and 'password' together")]
    [InlineData("relay: { url: mail, tls: maybe }",
        "1:26: error: 'tls' expects 'required' (else STARTTLS is used where it is offered), found 'maybe'")]
    [InlineData("relay: { url: mail, idle: soon }", "1:27: error: 'idle' expects a time from 1ms to 1d, such as 45s, 5m or 1h30m, found 'soon'")]
    [InlineData("relay: { url: mail, connections: 0 }", "1:34: error: 'connections' expects a number from 1 to 10000000, found '0'")]
    [InlineData("relay: { url: mail, usr: me }", "1:21: error: unknown key 'usr' in 'relay'; did you mean 'user'?")]
    [InlineData("relay: { url: mail, user: me, password: \"a\\nb\" }",
        "1:41: error: 'password' holds a line break or another control character")]
    public void Says_what_is_wrong(string text, string problem) => Loaded.Problems(text).ShouldBe([problem]);
}
