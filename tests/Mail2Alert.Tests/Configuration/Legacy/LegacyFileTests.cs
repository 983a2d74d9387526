using Mail2Alert.Channels.Mail;
using Mail2Alert.Configuration;
using Mail2Alert.Sources.Lookups;

namespace Mail2Alert.Tests.Configuration.Legacy;

public sealed class LegacyFileTests
{
    [Fact]
    public void Reads_the_example_of_its_own_readme_without_a_word()
    {
        var configuration = Loaded.Valid(LegacyExamples.Readme);
        configuration.Listeners.ShouldHaveSingleItem().ToString().ShouldBe("smtp://localhost:1025");
        configuration.Relay.ShouldBe(new RelaySettings { Host = "localhost", Port = 8025, AddPeerField = true });
        configuration.Sources.Select(source => source.Name).ShouldBe(["gocd", "mail"]);
        var gocd = configuration.Sources[0].ShouldBeOfType<SourceSettings.GoCd>().Settings;
        gocd.Claim.To.ShouldBe(["mail2alert@example.com"]);
        gocd.Claim.From.ShouldBeEmpty();
        gocd.Claim.Comparison.ShouldBe(StringComparison.Ordinal);
        gocd.Url.ShouldBe(new Uri("http://localhost:8080/go"));
        gocd.Login.ShouldBe(new ApiLogin.Basic("olle", new("pelle")));
        gocd.ForgetOnCancel.ShouldBeTrue();
        configuration.Sources[1].ShouldBeOfType<SourceSettings.Mail>().Settings.Claim.From.ShouldBe(["go@example.com"]);
    }

    [Fact]
    public void Every_rule_is_a_route_that_continues_to_a_receiver_of_its_own()
    {
        var routes = Loaded.Valid(LegacyExamples.Readme).Routes;
        routes.ShouldAllBe(route => route.Continue);
        routes.Select(route => $"{route.Name}: {route.When} -> {string.Join(' ', route.Targets)}").ShouldBe(
        [
            "rule 1 of gocd, line 12: source is gocd and event is BREAKS and pipelines.in_group(my-group) -> mailto:cat@example.com",
            "rule 2 of gocd, line 20: source is gocd and event is BREAKS or FIXED "
                + "and pipelines.name_like_in_group((.+)-release.*, my-group) -> mailto:cat@example.com",
            "rule 1 of mail, line 34: source is mail and mail.in_subject(server, backup) -> mailto:sys@example.com mailto:op@example.com",
        ]);
    }

    [Fact]
    public void Variables_are_replaced_and_unknown_ones_stay_as_they_are()
    {
        var result = Loaded.From(LegacyExamples.With("""
              - name: gocd
                url: http://$HOST/go
                user: $GOUSER
                passwd: pa$$word${NOT_SET}
                messages-we-want: { to: '${WHO}@example.com' }
                rules: []
            """), ("HOST", "ci"), ("GOUSER", "olle"), ("WHO", "m2a"));
        var gocd = result.Configuration!.Sources[0].ShouldBeOfType<SourceSettings.GoCd>().Settings;
        gocd.Url.ShouldBe(new Uri("http://ci/go"));
        gocd.Claim.To.ShouldBe(["m2a@example.com"]);
        gocd.Login.ShouldBe(new ApiLogin.Basic("olle", new("pa$$word${NOT_SET}")));
        result.Problems.Select(problem => problem.Severity).Distinct().ShouldBe([ProblemSeverity.Warning]);
    }

    [Theory]
    [InlineData("localhost", "smtp://localhost:25")]
    [InlineData("0.0.0.0:1025", "smtp://0.0.0.0:1025")]
    [InlineData("':1025'", "smtp://*:1025")]
    public void A_port_may_be_left_out(string local, string listener) =>
        Loaded.Valid($"local-smtp: {local}\nremote-smtp: mail\nmanagers: []").Listeners[0].ToString().ShouldBe(listener);

    [Fact]
    public void Only_private_networks_may_send_unless_the_file_says_otherwise()
    {
        Loaded.Valid(LegacyExamples.With("")).Listeners[0].Rules.Networks.Select(network => network.ToString()).ShouldBe(
            ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10"]);
        Loaded.Valid("networks: 192.0.2.0/24\n" + LegacyExamples.With("")).Listeners[0].Rules.Networks.ShouldHaveSingleItem().ToString().ShouldBe("192.0.2.0/24");
    }

    [Fact]
    public void Managers_of_the_same_name_are_told_apart() => Loaded.Valid(LegacyExamples.With("""
          - { name: mail, messages-we-want: { to: a@b }, rules: [] }
          - { name: mail, messages-we-want: { to: c@d }, rules: [] }
        """)).Sources.Select(source => source.Name).ShouldBe(["mail", "mail-2"]);

    [Fact]
    public void Values_are_read_as_their_text()
    {
        var gocd = Loaded.Valid(LegacyExamples.With("""
              - { name: gocd, url: 'http://ci/go', user: yes, passwd: 0123, messages-we-want: { to: a@b }, rules: [] }
            """)).Sources[0].ShouldBeOfType<SourceSettings.GoCd>().Settings;
        gocd.Login.ShouldBe(new ApiLogin.Basic("yes", new("0123")));
    }
}
