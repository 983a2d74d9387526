using Mail2Alert.Channels;
using Mail2Alert.Deliveries;
using Mail2Alert.Pipeline;
using Mail2Alert.Routing;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class WebhooksSectionTests
{
    [Theory]
    [InlineData("it: x", "2:7: error: 'it' expects a mapping such as { url: 'https://hooks.example.com/alerts' }, found 'x'")]
    [InlineData("it: { method: POST }", "2:7: error: 'it' expects a key 'url' with an address such as")]
    [InlineData("it: { url: 'https://{{ host }}/' }", "2:14: error: 'url' expects scheme, host and port in plain text")]
    [InlineData("it: { url: 'https://h/{{ nmae }}' }", "2:14: error: 'https://h/{{ nmae }}' is not a template: there is no field or filter 'nmae'")]
    [InlineData("it: { url: 'https://h/', hedaers: {} }", "2:28: error: unknown key 'hedaers' in 'it'; did you mean 'headers'?")]
    [InlineData("it: { url: 'https://h/', method: PSOT }", "2:36: error: 'method' expects one of POST, PUT, PATCH, GET, DELETE, found 'PSOT'; did you mean 'POST'?")]
    [InlineData("it: { url: 'https://h/', headers: { Host: x } }", "2:39: error: 'Host' is set by the program")]
    [InlineData("it: { url: 'https://h/', body: '{\"a\": {{ title }} }' }", "2:34: error: with its fields filled in, 'body' is no JSON")]
    [InlineData("it: { url: 'https://h/', body: '{\"a\": \"{{ titel }}\"}' }", "2:34: error: '{\"a\": \"{{ titel }}\"}' is not a template: there is no field or filter 'titel'; did you mean 'title'?")]
    [InlineData("it: { url: 'https://h/', body: { a: { b: '{{ titel }}' } } }", "2:44: error: '{{ titel }}' is not a template")]
    [InlineData("it: { url: 'https://h/', body: x, form: { a: b } }", "2:43: error: expected either 'body' or 'form'")]
    [InlineData("it: { url: 'https://h/', sign: { kind: gihub, secret: s } }", "2:42: error: 'kind' expects one of github, standard, grafana, found 'gihub'; did you mean 'github'?")]
    [InlineData("it: { url: 'https://h/', sign: { kind: github } }", "2:34: error: 'sign' expects 'kind' (github, standard, grafana) and 'secret'")]
    [InlineData("it: { url: 'https://h/', sign: { kind: standard, secret: s } }", "2:60: error: 'secret' expects whsec_ and 24 to 64 octets in base64")]
    [InlineData("it: { url: 'https://h/', sign: { kind: github, secret: s, previous: t } }", "2:61: error: unknown key 'previous' in 'sign'")]
    [InlineData("it: { url: 'https://h/', success: { status: 20 } }", "2:47: error: 'status' expects status codes such as 200 or 200-299, found '20'")]
    [InlineData("it: { url: 'https://h/', success: { json: { 'a[': b } } }", "2:47: error: 'a[' is not JMESPath")]
    [InlineData("it: { url: 'https://h/', success: { sttaus: 200 } }", "2:39: error: unknown key 'sttaus' in 'success'; did you mean 'status'?")]
    [InlineData("it: { url: 'https://h/', memo: { 'a b': id } }", "2:36: error: 'a b' cannot be the name of what is remembered")]
    [InlineData("it: { url: 'https://h/', on: { resovled: {} } }", "2:34: error: unknown key 'resovled' in 'on'; did you mean 'resolved'?")]
    [InlineData("it: { url: 'https://h/', on: { resolved: { url: 'https://h/{{ memo_id }}' } } }", "2:51: error: 'https://h/{{ memo_id }}' is not a template")]
    [InlineData("it: { url: 'https://h/', on: { resolved: { metod: x } } }", "2:46: error: unknown key 'metod' in 'resolved'; did you mean 'method'?")]
    [InlineData("it: { url: 'https://h/', pace: { burst: 5 } }", "2:34: error: 'pace' expects 'burst' and 'every', such as { burst: 5, every: 1s }; 'every' is missing")]
    public void Every_mistake_has_its_place(string webhook, string problem)
    {
        var problems = Loaded.Problems($"webhooks:\n  {webhook}\n");
        problems.ShouldContain(found => found.StartsWith(problem, StringComparison.Ordinal), string.Join('\n', problems));
    }

    [Fact]
    public void A_webhook_that_is_not_there_is_no_target() =>
        Loaded.Problems("webhooks: { it: { url: 'https://h/' } }\nreceivers: { a: 'webhook:ti' }\nroutes: [ { to: a } ]\n").ShouldHaveSingleItem()
            .ShouldBe("2:17: error: 'webhook:ti' is not a target: there is no webhook of that name; known are it");

    [Fact]
    public void The_pace_of_a_webhook_is_that_of_its_destination()
    {
        var routes = Loaded.Valid("""
            webhooks: { it: { url: 'https://h/', pace: { burst: 5, every: 2s } }, fast: { url: 'https://g/' } }
            receivers: { a: [ 'webhook:it', 'webhook:fast' ] }
            routes: [ { to: a } ]
            """).Routes;
        Target[] targets = [.. routes.SelectMany(route => route.Targets)];

        var paces = new ConfiguredPaces(new ConfiguredTargets(routes));

        targets.Select(target => paces.Of(Destination.Of(target))).ShouldBe([new Pace(5, TimeSpan.FromSeconds(2)), null]);
    }

    [Theory]
    [InlineData("channels: { appris: {} }", "1:13: error: there is no channel 'appris'; did you mean 'apprise'?")]
    [InlineData("channels: { apprise: {} }", "1:22: error: 'apprise' expects either 'server' with an address such as http://127.0.0.1:8000 or 'command' with a path such as /usr/bin/apprise")]
    [InlineData("channels: { apprise: { command: apprise } }", "1:33: error: 'command' expects the absolute path of a program, found 'apprise'")]
    [InlineData("channels: { exec: {} }", "1:19: error: 'exec' expects a key 'allow' with absolute paths of directories, such as [ /usr/local/lib/mail2alert ]")]
    [InlineData("channels: { exec: { allow: [ bin ] } }", "1:30: error: 'allow' expects absolute paths of directories, and not the root, found 'bin'")]
    [InlineData("channels: { exec: { allow: / } }", "1:28: error: 'allow' expects absolute paths of directories, and not the root, found '/'")]
    public void So_has_every_mistake_in_channels(string text, string problem) => Loaded.Problems(text).ShouldHaveSingleItem().ShouldBe(problem);
}
