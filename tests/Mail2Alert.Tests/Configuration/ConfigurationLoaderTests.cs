namespace Mail2Alert.Tests.Configuration;

public sealed class ConfigurationLoaderTests
{
    [Fact]
    public void Tells_all_mistakes_at_once() => Loaded.Problems("""
        lisseners: smtp://127.0.0.1
        networks: [10.0.0.0/99]
        acknowledge: later
        store: postgres://db/mail2alert
        slack: { token: '${SLACK_TOKEN}' }
        limits: { memory: much }
        sources:
          gocd: { urll: http://ci/go }
        receivers:
          blue: [ 'mailto:blue@example.com', 'pager:x' ]
        routes:
          - when: { subjct: x }
            to: bleu
        """).ShouldBe(
    [
        "1:1: error: unknown key 'lisseners'; did you mean 'listeners'?",
        "2:12: error: 'networks' expects a network such as 10.1.0.0/16, or an address such as 10.1.2.3 or \"::1\", found '10.0.0.0/99'",
        "3:14: error: 'acknowledge' expects 'stored' or 'delivered', found 'later'",
        "4:8: error: a store in PostgreSQL is not available in this version yet",
        "5:17: error: the environment variable SLACK_TOKEN is not set; set it, or write ${SLACK_TOKEN:-default}",
        "6:19: error: 'memory' expects a size from 1KiB to 1TiB, such as 25MiB, 10 MB or 1048576, found 'much'",
        "8:11: error: unknown key 'urll' in 'gocd'; did you mean 'url'?",
        "10:3: warning: no route uses the receiver 'blue'",
        "10:11: error: 'mailto:blue@example.com' cannot be reached: add 'relay: smtp://HOST'",
        "10:38: error: 'pager:x' is not a target: there is no such kind of target; known are mailto:name@example.com, slack:#channel and the URLs of "
            + string.Join(", ", Mail2Alert.Channels.ChannelCatalog.Kinds.Where(kind => kind.Schemes.Count > 0).Select(kind => kind.Name)),
        "12:13: error: unknown key 'subjct' in 'when'; did you mean 'subject'?",
        "13:9: error: there is no receiver 'bleu'; did you mean 'blue'?",
    ]);

    [Fact]
    public void Warnings_do_not_keep_a_file_from_being_used()
    {
        var result = Loaded.From("slack: { token: x }\nreceivers: { a: 'slack:#a' }");
        result.Problems.ShouldHaveSingleItem();
        result.Configuration.ShouldNotBeNull();
        result.File.ShouldBe("mail2alert.yml");
    }

    [Theory]
    [InlineData("managers: []")]
    [InlineData("local-smtp: localhost")]
    public void The_content_tells_which_form_it_is_not_the_name(string text) =>
        Loaded.Problems(text).ShouldContain("1:1: error: 'remote-smtp' is missing; expected HOST or HOST:PORT, such as localhost:1025");
}
