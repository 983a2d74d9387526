using CsCheck;
using Mail2Alert.Configuration;
using Mail2Alert.Configuration.Conversion;
using Mail2Alert.Messages;
using Mail2Alert.Tests.Configuration.Legacy;
using Mail2Alert.Tests.Configuration.Mailrise;

namespace Mail2Alert.Tests.Configuration.Conversion;

public sealed class ConvertedTests
{
    private static readonly string[] Users = ["a", "ab", "b", "a.failure", "b.SUCCESS", "x.y", "a.warning"];
    private static readonly string[] Domains = ["mailrise.xyz", "Example.com", "home.example.com"];
    private static readonly string[] UserPatterns = ["a", "a?", "*", "[!a]", "b"];
    private static readonly string[] DomainPatterns = ["", "@*", "@example.com", "@*.example.com"];

    [Fact]
    public void Every_part_of_a_mailrise_conf_is_there_with_its_comments() => Convert(MailriseExamples.Usual).ShouldBe("""
        # who hears of what
        listeners: 'smtp://*:8025'

        networks:
          - 127.0.0.0/8
          - '::1/128'
          - 10.0.0.0/8
          - 172.16.0.0/12
          - 192.168.0.0/16
          - 169.254.0.0/16
          - fc00::/7
          - fe80::/10

        limits: { message-size: 32MiB }

        sources:
          mailrise:
            recipients:
              # the night shift
              ops: ops
              nas@example.com:
                to: nas@example.com
                title: '[{{ config }}] {{ subject }}'
                text: '{{ type }}: {{ text }}'
              '*@home.example.com': '*@home.example.com'

        receivers:
          ops:
            - gotify://gotify.example.com/token1   # the phone
            - 'slack://xoxb/#ops'
          nas@example.com: ['gotifys://gotify.example.com/token2?priority=high']
          '*@home.example.com': ['gotify://gotify.example.com/token3?priority=low']

        routes:
          - { when: { recipient: ops }, to: ops }
          - { when: { recipient: nas@example.com }, to: nas@example.com }
          - { when: { recipient: '*@home.example.com' }, to: '*@home.example.com' }

        """);

    [Fact]
    public void Every_part_of_the_ancestors_file_is_there_with_its_comments() => Convert("""
        # our GoCD
        local-smtp: localhost:1025
        remote-smtp: mail.example.com   # the one with the spam filter
        slack-token: $SLACK_TOKEN
        managers:
          - name: gocd
            url: http://localhost:8080/go
            user: olle
            passwd: pa$$word
            messages-we-want:
              to: mail2alert@example.com
            rules:
              # who broke it
              - name: breaks
                actions:
                  - mailto:cat@example.com
                  - slack:general
                filter:
                  events: [BREAKS, FIXED]
                  function: pipelines.name_like_in_group
                  args: [ '(.+)-release.*', my-group ]
          - name: mail
            messages-we-want: { from: go@example.com }
            rules:
              - { actions: [ 'mailto:sys@example.com' ], filter: { function: mail.in_subject, args: [server, backup] } }
          - name: mail
            messages-we-want: { from: other@example.com }
            rules: []
        """, ("SLACK_TOKEN", "x")).ShouldBe("""
        # our GoCD
        listeners: smtp://localhost:1025

        networks:
          - 127.0.0.0/8
          - '::1/128'
          - 10.0.0.0/8
          - 172.16.0.0/12
          - 192.168.0.0/16
          - 169.254.0.0/16
          - fc00::/7
          - fe80::/10

        relay: smtp://mail.example.com   # the one with the spam filter
        store: none
        slack: { token: '${SLACK_TOKEN}' }

        sources:
          gocd:
            claim: { to: mail2alert@example.com }
            url: http://localhost:8080/go
            user: olle
            password: 'pa$$word'
            forget-on-cancel: true
          mail: { claim: { from: go@example.com } }
          mail-2:
            kind: mail
            claim: { from: other@example.com }

        routes:
          # who broke it
          - name: breaks
            when:
              source: gocd
              event: [BREAKS, FIXED]
              pipelines.name_like_in_group: ['(.+)-release.*', my-group]
            to:
              - mailto:cat@example.com
              - 'slack:#general'
            continue: true
          - when: { source: mail, mail.in_subject: [server, backup] }
            to: mailto:sys@example.com
            continue: true

        """);

    [Fact]
    public async Task The_ancestors_file_does_the_same_afterwards()
    {
        var mails = from subject in (string[])["Stage [p/1/s/1] is broken", "Stage [p/2/s/1] is fixed", "Server Backup", "backup"]
                    from @from in (string[])["go@example.com", "anna@example.com"]
                    from to in (string[])["mail2alert@example.com", "root@example.com"]
                    select Behaviour.Mail(subject, @from, to);
        await SameAsync(LegacyExamples.Readme.Replace("url: http://localhost:8080/go", "cache: 1s", StringComparison.Ordinal), mails);
    }

    [Fact]
    public Task Any_mailrise_conf_does_the_same_afterwards() => (
        from patterns in Gen.Select(OneOf(UserPatterns), OneOf(DomainPatterns), (user, domain) => user + domain).Array[1, 5]
        from recipients in Gen.Select(OneOf(Users), OneOf(Domains), (user, domain) => $"{user}@{domain}").Array[1, 4]
        select (patterns: patterns.Distinct(), recipients: recipients.Distinct())).SampleAsync(
            async sample => await SameAsync(
                "relay: mail.example.com\n" + MailriseExamples.With(string.Join('\n', sample.patterns.Select((pattern, i) => $"  '{pattern}': {{ urls: [ 'mailto:t{i}@x' ] }}"))),
                [Behaviour.Mail("s", "a@b", [.. sample.recipients])]),
            iter: 30);

    [Theory]
    [InlineData("relay: mail.example.com", "1:1: error: this is neither a configuration of mail2alert-py nor one of Mailrise")]
    [InlineData("configs: [", "2:1: error: this is not valid YAML: a value is missing here, or it begins with a character that needs quotes")]
    public void What_is_neither_is_refused(string text, string problem)
    {
        var converted = new Converter(_ => null).Convert(text, "file");
        converted.Text.ShouldBeNull();
        converted.Problems.ShouldHaveSingleItem().ToString().ShouldBe($"file:{problem}");
    }

    [Fact]
    public void Secrets_stay_references_and_are_not_looked_up()
    {
        var text = Convert("""
            configs:
              ops:
                urls:
                  - !env_var URL
                  - gotify://h/t: { priority: !env_var PRIORITY 5 }
            smtp: { auth: { basic: { nas: !env_var NAS_PASSWORD, ups: 'a${b}' } } }
            """, ("URL", "gotify://h/secret"));
        text.ShouldNotContain("secret");
        text.ShouldContain("'${URL}'");
        text.ShouldContain("gotify://h/t?priority=${PRIORITY:-5}");
        text.ShouldContain("nas: '${NAS_PASSWORD}'");
        text.ShouldContain("ups: 'a$${b}'");
    }

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Convert(string text, params (string Name, string Value)[] environment)
    {
        var converted = new Converter(name => environment.FirstOrDefault(variable => variable.Name == name).Value).Convert(text, "file");
        converted.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ShouldBeEmpty();
        return converted.Text.ShouldNotBeNull();
    }

    private static async Task SameAsync(string text, IEnumerable<Message> mails)
    {
        var converted = Loaded.From(Convert(text));
        converted.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ShouldBeEmpty();
        var all = mails.ToList();
        (await Behaviour.OfAsync(converted.Configuration!, all)).ShouldBe(await Behaviour.OfAsync(Loaded.From(text).Configuration!, all));
    }
}
