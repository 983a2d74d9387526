using CsCheck;
using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration;

public sealed class SecretsTests
{
    // Letters that no message has, so that any part of it would be seen.
    private const string Letters = "§øþ";
    private const string Secret = "§§:§ø§/§@þ#§";

    // <X> stands for a value that is a reference and nothing else.
    private static readonly string[] Places =
    [
        "relay: <X>", "relay: smtp://${X}", "relay: smtp://u:${X}@mail:99999", "relay: { url: <X>, user: <X>, password: <X>, tls: <X>, idle: <X> }",
        "listeners: <X>", "listeners: [ { url: <X>, name: <X>, profile: <X>, mode: <X>, users: <X>, senders: [ <X>, '/(${X}/' ], recipients: <X>, networks: <X>, require-tls: <X> } ]",
        "listeners: [ 'unix:${X}', 'systemd:${X}', 'lmtp:unix:${X}', 'lmtp://${X}', 'unix:/${X}', 'unix:/${X}' ]", "users: { a: { password: <X>, senders: <X> } }", "networks: <X>", "acknowledge: <X>", "slack: { token: <X>, api: <X> }", "users: { a: <X>, b: 'SCRAM-SHA-256$${X}' }", "auth-in-clear: <X>",
        "limits: { memory: <X>, recipients: <X>, data-timeout: <X> }",
        "sources: { gocd: { claim: { to: <X> }, url: <X>, token: <X>, cache: <X>, on-failure: <X>, forget-on-cancel: <X> } }",
        "sources: { x: { kind: <X> } }",
        "receivers: { a: [ <X>, 'slack://${X}', 'mailto:${X}', 'pager://${X}', '${X}://a' ] }",
        "routes: [ { name: <X>, to: <X> }, { name: <X>, to: [ <X>, <X> ], continue: <X> } ]",
        "routes: [ { to: a, when: { source: <X>, severity: <X>, event: <X>, counter: '>${X}', subject: [ '/(${X}/', '/${X}' ] } } ]",
        "routes: [ { to: a, when: { pipelines.name_like_in_group: [ '(${X}', <X> ], pipelines.in_group: [ <X>, <X> ] } } ]",
        "local-smtp: <X>", "remote-smtp: ${X}:x", "slack-token: <X>", "managers: <X>", "managers: [ { name: <X> } ]",
        "managers: [ { name: gocd, url: <X>, user: <X>, messages-we-want: <X>, rules: [ { actions: [ <X>, 'slack:${X}:${X}', 'mailto:${X}' ], "
            + "filter: { events: [ <X> ], function: <X>, args: [ <X> ] } }, "
            + "{ filter: { function: pipelines.name_like_in_group, args: [ '(${X}', <X> ] } } ] } ]",
    ];

    [Fact]
    public void What_a_reference_brought_in_is_never_shown() => Gen.OneOf(Places).List[1, 4].Sample(places =>
    {
        var text = string.Join('\n', places).Replace("<X>", "'${X}'", StringComparison.Ordinal);
        var problems = new ConfigurationLoader(name => name == "X" ? Secret : null).Parse(text, "f").Problems;
        problems.ShouldAllBe(problem => !problem.Text.Contains("not valid YAML"));
        return problems.All(problem => !problem.Text.AsSpan().ContainsAny(Letters));
    });

    [Theory]
    [InlineData("relay: smtp://u:hunter2@mail:99999")]
    [InlineData("receivers: { a: 'slack://hunter2' }")]
    [InlineData("receivers: { a: 'https://example.com/hunter2' }")]
    [InlineData("receivers: { a: 'mailto://u:hunter2@mail.example.com' }")]
    [InlineData("slack: { token: \"hunter2\\n\" }")]
    [InlineData("sources: { gocd: { url: 'http://u:hunter2@gocd' } }")]
    [InlineData("local-smtp: a\nremote-smtp: b\nmanagers: []\nslack-token: hunter2$hunter2")]
    public void A_secret_written_out_is_not_shown_either(string text)
    {
        var problems = Loaded.Problems(text);
        problems.ShouldNotBeEmpty();
        problems.ShouldAllBe(problem => !problem.Contains("hunter2"));
    }
}
