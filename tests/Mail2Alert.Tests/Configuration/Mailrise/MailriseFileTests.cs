using Mail2Alert.Configuration;

namespace Mail2Alert.Tests.Configuration.Mailrise;

public sealed class MailriseFileTests
{
    [Fact]
    public void Each_config_is_a_recipient_a_receiver_and_a_route()
    {
        var configuration = Loaded.Valid(MailriseExamples.With("""
              ops: { urls: [ 'gotify://h/a', 'slack://xoxb/#ops' ] }
              nas@Example.com: { urls: [ 'gotify://h/b' ] }
            """));
        var source = configuration.Sources.ShouldHaveSingleItem().ShouldBeOfType<SourceSettings.Mailrise>().Settings;
        source.Recipients.Select(recipient => $"{recipient.Name}: {recipient}").ShouldBe(["ops: ops@mailrise.xyz", "nas@Example.com: nas@example.com"]);
        configuration.Routes.Select(route => $"{route.When} -> {string.Join(' ', route.Targets)}").ShouldBe(
            ["recipient is ops -> gotify://h/*** slack://***/#ops", "recipient is nas@Example.com -> gotify://h/***"]);
        configuration.Relay.ShouldBeNull();
        configuration.Acknowledge.ShouldBe(Acknowledgement.Stored);
        configuration.Store.ShouldNotBeNull();
        configuration.Limits.MessageSize.ShouldBe(33554432);
    }

    [Theory]
    [InlineData("", "smtp://*:8025")]
    [InlineData("listen: { host: 127.0.0.1, port: 25 }", "smtp://127.0.0.1:25")]
    [InlineData("listen: { host: '', port: 2525 }", "smtp://*:2525")]
    [InlineData("listen: { host: '::1' }", "smtp://[::1]:8025")]
    [InlineData("tls: { mode: off }", "smtp://*:8025")]
    [InlineData("tls: { mode: no }", "smtp://*:8025")]
    [InlineData("tls: { mode: false, certfile: x }", "smtp://*:8025")]
    public void It_listens_where_Mailrise_did(string listen, string listener) =>
        Loaded.Valid(MailriseExamples.After(listen)).Listeners.ShouldHaveSingleItem().ToString().ShouldBe(listener);

    [Theory]
    [InlineData("onconnect", "smtps://*:8025", false)]
    [InlineData("STARTTLS", "smtp://*:8025", false)]
    [InlineData("starttlsrequire", "smtp://*:8025", true)]
    public void It_encrypts_as_Mailrise_did(string mode, string address, bool isRequired)
    {
        using var certificate = new TestCertificate("mail.example.com");
        var configuration = Loaded.Valid(MailriseExamples.After(
            $"tls: {{ mode: {mode}, certfile: '{certificate.File}', keyfile: '{certificate.Key}' }}\nsmtp: {{ auth: {{ basic: {{ nas: secret }} }} }}"));
        var listener = configuration.Listeners.ShouldHaveSingleItem();
        listener.ToString().ShouldBe(address);
        listener.Smtp.RequireTls.ShouldBe(isRequired);
        configuration.Tls!.Certificates.ShouldHaveSingleItem().Certificate.ShouldBe(certificate.File);
        listener.Rules.AuthInClear.ShouldBeEmpty();
    }

    [Fact]
    public void With_users_nobody_sends_who_has_not_logged_in()
    {
        var result = Loaded.From(MailriseExamples.After("smtp: { hostname: alerts.example.com, auth: { basic: { nas: secret, 12: yes, pi: 0755 } } }"));
        result.Problems.Select(problem => problem.ToString()).ShouldBe(
        [
            "mail2alert.yml:1:54: warning: '0.0.0.0/0' lets passwords be read anywhere on their way",
            "mail2alert.yml:1:54: warning: '::/0' lets passwords be read anywhere on their way",
        ]);
        var configuration = result.Configuration!;
        configuration.HostName.ShouldBe("alerts.example.com");
        var rules = configuration.Listeners[0].Rules;
        rules.Networks.ShouldBeEmpty();
        rules.Users.ShouldBe(["nas", "12", "pi"]);
        (string, string)[] logins = [("nas", "secret"), ("12", "True"), ("pi", "493")];
        foreach (var (user, password) in logins)
            configuration.Users[user].Credential.Matches(password).ShouldBeTrue(user);
    }

    [Fact]
    public void Without_users_private_networks_may_send_unless_the_file_says_otherwise()
    {
        Loaded.Valid(MailriseExamples.After("")).Listeners[0].Rules.Networks.Count.ShouldBe(8);
        Loaded.Valid(MailriseExamples.After("networks: 192.0.2.0/24")).Listeners[0].Rules.Networks.ShouldHaveSingleItem().ToString().ShouldBe("192.0.2.0/24");
    }

    [Fact]
    public void Store_and_relay_may_stand_beside_what_Mailrise_knew()
    {
        var configuration = Loaded.Valid("relay: smtp://mail.example.com\nstore: sqlite:other.db\n" + MailriseExamples.With("  ops: { urls: [ 'mailto:a@example.com' ] }"));
        configuration.Relay!.Host.ShouldBe("mail.example.com");
        configuration.Store!.Path.ShouldBe("other.db");
        configuration.Receivers[0].Targets.ShouldHaveSingleItem().Text.ShouldBe("mailto:a@example.com");
    }

    [Fact]
    public void Variables_have_their_values_or_the_default_behind_them()
    {
        var result = Loaded.From(
            MailriseExamples.With("  ops: { urls: [ !env_var URL ] }", "listen: { port: !env_var PORT 2600 }\nsmtp: { hostname: !env_var HOST a b }"),
            ("URL", "gotify://h/secret"), ("HOST", "alerts.example.com"));
        result.Problems.Select(problem => problem.ToString()).ShouldBe(
            ["mail2alert.yml:3:17: warning: the environment variable PORT is not set; the default behind it is taken"]);
        result.Configuration!.Listeners[0].ToString().ShouldBe("smtp://*:2600");
        result.Configuration.HostName.ShouldBe("alerts.example.com");
        result.Configuration.Receivers[0].Targets.ShouldHaveSingleItem().Text.ShouldBe("gotify://h/***");
    }

    [Fact]
    public void Anchors_merges_and_keys_that_stand_twice_mean_what_they_mean_to_PyYAML()
    {
        var result = Loaded.From(MailriseExamples.With("""
              a: &a { urls: [ 'gotify://h/a' ] }
              b: { <<: *a }
              c: { urls: [ 'gotify://h/c' ], urls: [ 'gotify://h/d?priority=1' ] }
            """));
        result.Problems.ShouldHaveSingleItem().ToString().ShouldBe(
            "mail2alert.yml:4:34: warning: the key 'urls' stands here twice; this one counts, and not the one in line 4");
        result.Configuration!.Receivers.Select(receiver => receiver.Targets.Single().Address).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_fork_has_senders_around_the_recipients() => Loaded.Valid(MailriseExamples.With("""
          nas@home.example.com:
            ops: { urls: [ 'gotify://h/a' ] }
            '*@*': { urls: [ 'gotify://h/b' ] }
          '*@*': { urls: [ 'gotify://h/c' ] }
        """)).Sources.OfType<SourceSettings.Mailrise>().Single().Settings.Recipients.Select(recipient => recipient.ToString())
        .ShouldBe(["ops@mailrise.xyz from nas@home.example.com", "*@* from nas@home.example.com", "*@*"]);
}
