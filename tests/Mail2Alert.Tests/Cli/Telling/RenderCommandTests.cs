using Mail2Alert.Cli;
using Mail2Alert.Tests.Cli.RuleTests;

namespace Mail2Alert.Tests.Cli.Telling;

public sealed class RenderCommandTests : IDisposable
{
    private readonly RuleFolder _folder = new();

    public RenderCommandTests()
    {
        _folder.Write("mail2alert.yml", """
            relay: localhost
            sources: { backup: { key: '{{ host }}', severity: error, status: { firing: { subject: failed } }, extract: { subject: '^(?<host>\w+):' } } }
            receivers: { ops: { to: [ 'gotify://localhost/AbCdEf123?priority=4', 'mailto:a@example.com' ], text: 'Look at {{ labels.host }}: {{ text }}' } }
            routes: [ { to: ops } ]
            """);
        _folder.Write("backup.eml", "From: nas@example.com\r\nTo: mail2alert@example.com\r\nSubject: nas1: backup failed\r\n\r\nNo room left.\r\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shows_what_each_target_would_get_without_secrets()
    {
        var (exitCode, output, error) = await RunAsync();

        exitCode.ShouldBe(ExitCode.Ok, error);
        output.ShouldContain("gotify://localhost/***\n  title: Error: nas1: backup failed\n  text:\n    Look at nas1: No room left.\n  POST http://localhost/message\n    X-Gotify-Key: ***\n");
        output.ShouldContain("mailto:a@example.com\n  the mail goes on as it came\n");
        output.ShouldNotContain("AbCdEf123");
    }

    [Theory]
    [InlineData("--to", "gotify://localhost/another123", "gotify://localhost/***\n")]
    [InlineData("--receiver", "ops", "    Look at nas1: No room left.\n")]
    [InlineData("--channel", "gotify", "gotify\n  title: Error: nas1: backup failed\n")]
    public async Task Shows_it_for_whom_one_asks(string option, string name, string shown)
    {
        var (exitCode, output, error) = await RunAsync(option, name);

        exitCode.ShouldBe(ExitCode.Ok, error);
        output.ShouldContain(shown);
        output.ShouldNotContain("another123");
    }

    [Theory]
    [InlineData("rocket://me:secret99@localhost/#ops", "POST http://localhost/api/v1/login", "POST http://localhost/api/v1/chat.postMessage")]
    [InlineData("mmost://team@localhost/secret99?mode=bot&channel=ops", "GET http://localhost/api/v4/", "POST http://localhost/api/v4/posts")]
    [InlineData("matrix://me:secret99@localhost/#ops:localhost", "/_matrix/client/v3/login", "/_matrix/client/v3/join/", "/send/m.room.message/")]
    [InlineData("zulip://bot@localhost.example/a6k4p8bpv1hKyyhQyVg1bBbHbRjvmcdG/ops", "POST https://localhost.example/api/v1/messages")]
    public async Task Shows_every_step_of_a_conversation(string target, params string[] steps)
    {
        var (exitCode, output, error) = await RunAsync("--to", target);

        exitCode.ShouldBe(ExitCode.Ok, error);
        steps.ShouldAllBe(step => output.Contains(step, StringComparison.Ordinal), output);
        output.ShouldNotContain("secret99");
    }

    [Theory]
    [InlineData("rocket://secret99a/secret99b@localhost")]
    [InlineData("matrix://me:secret99@localhost?mode=hookshot")]
    [InlineData("discord://4174216298/secret99")]
    [InlineData("gchat://space/secret99a/secret99b")]
    [InlineData("mmost://localhost/secret99")]
    public async Task Shows_no_part_of_a_webhooks_address_that_lets_one_post(string target)
    {
        var (exitCode, output, error) = await RunAsync("--to", target);

        exitCode.ShouldBe(ExitCode.Ok, error);
        output.ShouldContain("POST http");
        output.ShouldNotContain("secret99");
    }

    [Fact]
    public async Task Shows_what_becomes_of_files()
    {
        _folder.Write("backup.eml", """
            From: nas@example.com
            Subject: nas1: backup failed
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            x
            --b
            Content-Type: text/plain
            Content-Disposition: attachment; filename="a.txt"

            hello
            --b--

            """.ReplaceLineEndings("\r\n"));

        var (_, slack, _) = await RunAsync("--to", "slack://xoxb-1/#ops");
        var (_, pushbullet, _) = await RunAsync("--to", "pbul://secret99");

        slack.ShouldContain("POST https://slack.com/api/files.completeUploadExternal");
        pushbullet.ShouldContain("\"file_url\":\"https://upload.invalid/file\"");
    }

    [Theory]
    [InlineData("--to", "nonsense://x", "there is no such kind of target")]
    [InlineData("--receiver", "nobody", "there is no receiver 'nobody'")]
    [InlineData("--channel", "nothing", "there is no channel 'nothing'")]
    public async Task Says_what_it_does_not_know(string option, string name, string why)
    {
        var (exitCode, _, error) = await RunAsync(option, name);

        exitCode.ShouldBe(ExitCode.Usage);
        error.ShouldContain(why);
    }

    [Fact]
    public async Task A_test_that_does_not_arrive_fails_and_shows_no_secret()
    {
        // The discard port, where nobody listens.
        var (exitCode, output, error) = await _folder.RunAsync("notify", "gotify://127.0.0.1:9/AbCdEf123", "--title", "x");

        exitCode.ShouldBe(ExitCode.Failed, error);
        output.ShouldStartWith("gotify://127.0.0.1:9/***: not now: Gotify cannot be reached");
        output.ShouldNotContain("AbCdEf123");
    }

    [Fact]
    public async Task A_test_for_nobody_is_a_mistake() => (await _folder.RunAsync("notify")).ExitCode.ShouldBe(ExitCode.Usage);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] options) =>
        _folder.RunAsync(["render", Path.Combine(_folder.Path, "backup.eml"), .. options]);
}
