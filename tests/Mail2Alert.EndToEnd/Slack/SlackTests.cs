using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Slack;

public sealed class SlackTests
{
    private const string Hostile = "Stage [webshop-build/1/unit-test/1] is broken";

    [Fact]
    public async Task Brief_shows_subject_and_first_line()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var scene = await TellAsync(slack, "slack:#ops");
        (await scene.DeliverAsync(Scene.Broken(1))).Code.ShouldBe(250);
        var post = slack.Posts.ShouldHaveSingleItem();
        post.Call.ShouldBe("POST /api/chat.postMessage");
        post.Authorization.ShouldBe("Bearer xoxb-for-tests");
        post.Channel.ShouldBe("#ops");
        post.Text.ShouldBe("");
        post.Attachment.GetProperty("title").GetString().ShouldBe(Hostile);
        post.Attachment.GetProperty("text").GetString().ShouldBe("See details: http://gocd.example.com/go/pipelines");
        post.Attachment.GetProperty("color").GetString().ShouldBe("#D50200");
        scene.Relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Full_shows_the_sender_and_the_whole_text()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var scene = await TellAsync(slack, "slack:@anna:full");
        (await scene.DeliverAsync(Scene.Broken(1))).Code.ShouldBe(250);
        var post = slack.Posts.ShouldHaveSingleItem();
        post.Channel.ShouldBe("@anna");
        post.Text.ShouldBe($"Message from: {ProbeMail.GoCd}");
        post.Attachment.GetProperty("text").GetString()!.ShouldContain("-- CHECK-INS --\n");
    }

    [Fact]
    public async Task A_mail_cannot_call_everybody()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var scene = await TellAsync(slack, "slack:#ops:full");
        var mail = Scene.Broken(1);
        (await scene.DeliverAsync(mail with { Content = [.. mail.Content, .. ProbeMail.Bytes("<!channel> & <@U123> <http://evil.example|ok>\n")] }))
            .Code.ShouldBe(250);
        slack.Posts.ShouldHaveSingleItem().Attachment.GetProperty("text").GetString()!
            .ShouldContain("&lt;!channel&gt; &amp; &lt;@U123&gt; &lt;http://evil.example|ok&gt;");
    }

    [Theory]
    [InlineData("channel_not_found", 554)]
    [InlineData("is_archived", 554)]
    [InlineData("invalid_auth", 451)]
    [InlineData("token_revoked", 451)]
    [InlineData("internal_error", 451)]
    public async Task What_Slack_says_decides_whether_the_notifier_is_to_come_again(string error, int code)
    {
        await using var slack = await FakeSlack.StartAsync();
        slack.Refuse(error);
        await using var scene = await TellAsync(slack, "slack:#ops");
        var answer = await scene.DeliverAsync(Scene.Broken());
        answer.Code.ShouldBe(code);
        answer.Text.ShouldContain(error);
        answer.Text.ShouldNotContain("xoxb");
    }

    [Theory]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    public async Task While_Slack_asks_for_patience_the_notifier_keeps_the_mail(int status)
    {
        await using var slack = await FakeSlack.StartAsync();
        var usual = slack.Script;
        slack.Script = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "30";
            return Task.CompletedTask;
        };
        await using var scene = await TellAsync(slack, "slack:#ops");
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(451);

        slack.Script = usual;
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(250);
    }

    private static Task<Scene> TellAsync(FakeSlack slack, string target) => Scene.StartAsync(
        more: $"slack: {{ api: '{slack.Api}', token: '${{SLACK_TOKEN}}' }}",
        routes: $"""
            receivers: {"{"} chat: '{target}' {"}"}
            routes: [ {"{"} to: chat {"}"} ]
            """,
        environment: new Dictionary<string, string> { ["SLACK_TOKEN"] = "xoxb-for-tests" });
}
