namespace Mail2Alert.Tests.Configuration.Legacy;

public sealed class LegacyMistakesTests
{
    [Theory]
    [InlineData("function: pipelines.any", "5:38: warning: a filter without 'events' takes every event")]
    [InlineData("event: [BREAKS], function: pipelines.any",
        "5:47: warning: 'event' has no effect, nor had it in mail2alert-py; did you mean 'events'?")]
    [InlineData("events: [BREAK], function: pipelines.any", "5:49: warning: GoCD has no event 'BREAK'; did you mean 'BREAKS'?")]
    [InlineData("events: [], function: pipelines.any", "5:48: warning: an empty list of 'events' matches nothing")]
    [InlineData("events: [BREAKS]", "5:38: error: 'filter' expects 'function'; known are pipelines.all, pipelines.any, pipelines.in_group, "
        + "pipelines.name_like_in_group; without it mail2alert-py failed at each mail")]
    [InlineData("events: [BREAKS], function: pipelines.ingroup, args: [x]",
        "5:68: error: the manager 'gocd' has no function 'pipelines.ingroup'; did you mean 'pipelines.in_group'?")]
    [InlineData("events: [BREAKS], function: pipelines.in_group", "5:68: error: 'pipelines.in_group' expects group, found 0")]
    [InlineData("events: [BREAKS], function: pipelines.in_group, args: shop", "5:94: warning: 'args' expects a list; "
        + "mail2alert-py took one text letter by letter, here it is one argument")]
    [InlineData("events: [BREAKS], function: pipelines.any, foo: x", "5:83: warning: unknown key 'foo' in 'filter'; "
        + "known are args, event, events, function (it has no effect)")]
    public void Says_what_is_odd_about_a_filter(string filter, string problem) =>
        Loaded.Problems(LegacyExamples.WithRules($"{{ actions: [mailto:a@b], filter: {{ {filter} }} }}")).ShouldBe([problem]);

    [Theory]
    [InlineData("{ actions: [mailto:a@b] }", "5:5: error: a rule expects 'filter' with 'function'; without it mail2alert-py failed at each mail")]
    [InlineData("{ filter: { function: pipelines.any, events: [FIXED] } }", "5:5: warning: a rule without 'actions' tells nobody")]
    [InlineData("{ actons: x, actions: [mailto:a@b], filter: { function: pipelines.any, events: [FIXED] } }",
        "5:7: warning: unknown key 'actons' in 'rules'; did you mean 'actions'? (it has no effect)")]
    [InlineData("x", "5:5: error: 'rules' expects a list of mappings with 'actions' and 'filter', found 'x'")]
    public void Says_what_is_odd_about_a_rule(string rule, string problem) =>
        Loaded.Problems(LegacyExamples.WithRules(rule)).ShouldBe([problem]);

    [Theory]
    [InlineData("function: pipelines.any", "5:50: error: the manager 'mail' has no function 'pipelines.any'; known are mail.in_subject")]
    [InlineData("function: mail.in_subject, args: [x], events: [FIXED]", "5:86: warning: 'events' has no effect on the rules of 'mail'")]
    [InlineData("function: mail.in_subject", "5:50: warning: 'mail.in_subject' without 'args' matches every mail")]
    public void Says_what_is_odd_about_a_filter_of_mail(string filter, string problem) =>
        Loaded.Problems(LegacyExamples.WithRules($"{{ actions: [mailto:a@b], filter: {{ {filter} }} }}", "mail")).ShouldBe([problem]);

    [Theory]
    [InlineData("{ name: mail, rules: [] }", "4:5: error: 'messages-we-want' expects 'to' or 'from' with a mail address")]
    [InlineData("{ name: mail, rules: [], messages-we-want: { to: a@b, from: c@d } }", "4:65: warning: 'from' has no effect beside 'to'")]
    [InlineData("{ name: mail, messages-we-want: { to: a@b } }", "4:5: error: a manager expects 'rules' with a list")]
    [InlineData("{ rules: [] }", "4:5: error: a manager expects 'name: gocd' or 'name: mail'")]
    [InlineData("{ name: jenkins, rules: [] }", "4:13: error: there is no manager 'jenkins'; known are gocd, mail")]
    [InlineData("{ name: gocd, user: u, passwd: p, messages-we-want: { to: a@b }, rules: [] }",
        "4:5: warning: without 'url' no pipeline group is known")]
    [InlineData("{ name: gocd, url: 'http://ci/go', messages-we-want: { to: a@b }, rules: [] }",
        "4:5: warning: without 'user' GoCD is asked without a login")]
    [InlineData("{ name: gocd, url: 'http://ci/go', user: u, messages-we-want: { to: a@b }, rules: [] }",
        "4:46: error: 'user' expects 'passwd' beside it")]
    [InlineData("mail", "4:5: error: 'managers' expects a list of mappings with 'name' and 'rules', found 'mail'")]
    public void Says_what_is_odd_about_a_manager(string manager, string problem) =>
        Loaded.Problems(LegacyExamples.With($"  - {manager}")).ShouldBe([problem]);

    [Fact]
    public void Says_what_is_missing() => Loaded.Problems("managers:\nrelay: x\nfoo: y").ShouldBe(
    [
        "1:1: error: 'local-smtp' is missing; expected HOST or HOST:PORT, such as localhost:1025",
        "1:1: error: 'remote-smtp' is missing; expected HOST or HOST:PORT, such as localhost:1025",
        "1:1: error: 'managers' expects a list, found nothing",
        "2:1: error: 'relay' belongs to the new form of this file, but 'managers' to the old; use one",
        "3:1: warning: unknown key 'foo'; known are local-smtp, managers, networks, remote-smtp, slack-token (it has no effect)",
    ]);

    [Fact]
    public void Does_not_take_an_impossible_port() => Loaded.Problems("local-smtp: a:b:c\nremote-smtp: mail:99999\nmanagers: []").ShouldBe(
    [
        "1:13: error: 'local-smtp' expects HOST or HOST:PORT, such as localhost:1025, found 'a:b:c'",
        "2:14: error: 'remote-smtp' expects HOST or HOST:PORT, such as localhost:1025, found 'mail:99999'",
    ]);
}
