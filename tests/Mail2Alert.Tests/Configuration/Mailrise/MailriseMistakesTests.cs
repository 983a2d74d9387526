namespace Mail2Alert.Tests.Configuration.Mailrise;

public sealed class MailriseMistakesTests
{
    [Theory]
    [InlineData("import_code: /etc/router.py", "1:1: error: 'import_code' names Python code, which is not run here; a source of your own is a few lines of YAML, or a plug-in in C# (docs/plugins.md)")]
    [InlineData("slack: { token: x }", "1:1: error: 'slack' belongs to Mail2Alert's form of this file, but 'configs' to Mailrise's; change the form: mail2alert convert FILE")]
    [InlineData("listn: { port: 25 }", "1:1: warning: unknown key 'listn'; did you mean 'listen'? (it has no effect)")]
    [InlineData("listen: { port: http }", "1:9: error: 'listeners' expects an address such as smtp://127.0.0.1:2525, '*:25', lmtp://[::1]:24, unix:/run/mail2alert/smtp.sock or systemd:NAME, found 'smtp://*:http'")]
    [InlineData("tls: { mode: starttls }", "1:6: error: 'tls' expects 'certfile' with a file in PEM|1:6: error: 'tls' expects 'keyfile' with a file in PEM")]
    [InlineData("tls: { mode: yes }", "1:14: error: 'mode' expects 'off', 'onconnect', 'starttls' or 'starttlsrequire', found 'yes'")]
    [InlineData("smtp: { hostname: a b }", "1:19: error: 'hostname' expects a host name such as alerts.example.com, found 'a b'")]
    [InlineData("listen: { port: !env_var PORT }", "1:17: error: the environment variable PORT is not set, and there is no default behind it")]
    [InlineData("smtp: { hostname: !other HOST }", "1:19: error: the tag '!other' means nothing here; for a secret write ${NAME}")]
    public void Says_what_is_odd_about_the_file(string line, string problems) =>
        Loaded.Problems(MailriseExamples.After(line)).Where(problem => !problem.Contains("smtp://*:'")).ShouldBe(problems.Split('|'));

    [Theory]
    [InlineData("urls: []", "3:5: error: 'ops' tells nobody: 'urls' expects a list of URLs such as slack://TOKEN/#channel")]
    [InlineData("urls: gotify://h/t", "3:11: warning: 'urls' is a list; Apprise took no notice of a single text, here it is a list of one")]
    [InlineData("urls: [ [] ]", "3:13: error: 'urls' expects URLs such as slack://TOKEN/#channel, found a list")]
    [InlineData("urls: [ { to: x } ]", "3:13: error: 'urls' expects URLs such as slack://TOKEN/#channel, found a mapping")]
    [InlineData("urls: [ 'gotify://h/t': x ]", "3:29: error: behind a URL its options are expected, as in { to: name@example.com }, found 'x'")]
    [InlineData("include: http://config.example.com\nurls: [ 'gotify://h/t' ]", "3:5: error: 'include' is not followed: write the URLs that it leads to under 'urls'")]
    [InlineData("version: 2\nurls: [ 'gotify://h/t' ]", "3:14: error: 'version' expects 1, the only one there is, found '2'")]
    [InlineData("asset: { app_id: x }\nurls: [ 'gotify://h/t' ]", "3:12: warning: 'asset' has no effect: names, icons and colours are Mail2Alert's")]
    [InlineData("url: x\nurls: [ 'gotify://h/t' ]", "3:5: warning: unknown key 'url' in 'ops'; did you mean 'urls'? (it has no effect)")]
    [InlineData("urls: [ 'gotify://h/t' ]\nmailrise: { body_format: html }", "4:30: warning: 'body_format' has no effect: each target gets the text of the mail in the form that it takes")]
    [InlineData("urls: [ 'gotify://h/t' ]\nmailrise: { body_format: HTML }", "4:30: error: 'body_format' expects 'text', 'html' or 'markdown', found 'HTML'")]
    [InlineData("urls: [ 'gotify://h/t' ]\nmailrise: { title: x }", "4:17: warning: unknown key 'title' in 'mailrise'; known are body_format, body_template, title_template (it has no effect)")]
    [InlineData("urls: [ 'mailto:a@example.com' ]", "3:13: error: 'mailto:a@example.com' cannot be reached: add 'relay: smtp://HOST'")]
    public void Says_what_is_odd_about_a_config(string lines, string problem) => Loaded.Problems(MailriseExamples.OfOps(lines)).ShouldBe([problem]);

    [Fact]
    public void Tags_and_groups_are_taken_and_mean_nothing() => Loaded.Valid(MailriseExamples.OfOps(
        "version: 1\ntag: a\ngroups: { a: b }\nurls: [ { 'gotify://h/t': { tag: c } } ]"));

    [Theory]
    [InlineData("  first.last: { urls: [ 'gotify://h/t' ] }", "2:3: error: 'configs' expects an address such as ops, ops@example.com or '*@*', without a '.' before its '@', found 'first.last'")]
    [InlineData("  ops:", "2:3: error: 'ops' expects 'urls' with who is told, found nothing")]
    [InlineData("  ops: gotify://h/t", "2:8: error: 'ops' expects a mapping of keys to values, found 'gotify://h/t'")]
    public void Says_what_is_odd_about_a_key(string config, string problem) =>
        Loaded.Problems(MailriseExamples.With($"{config}\n  rest: {{ urls: [ 'gotify://h/t' ] }}")).ShouldBe([problem]);

    [Theory]
    [InlineData("configs: {}", "1:10: error: 'configs' expects at least one address, and under it 'urls' with who is told")]
    [InlineData("configs: []", "1:10: error: 'configs' expects a mapping of keys to values, found a list")]
    public void Somebody_has_to_be_told(string text, string problem) => Loaded.Problems(text)[0].ShouldBe(problem);

    [Fact]
    public void A_token_is_never_shown() =>
        Loaded.Problems(MailriseExamples.OfOps("urls: [ 'gotify://secret-token' ]")).ShouldHaveSingleItem().ShouldNotContain("secret-token");
}
