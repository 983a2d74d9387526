using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Lookups;

public sealed class ApiTroubleTests
{
    private const int Ok = StatusCodes.Status200OK;

    public static TheoryData<int, string, string> Answers => new()
    {
        { StatusCodes.Status401Unauthorized, "application/json", "{}" },
        { StatusCodes.Status403Forbidden, "application/json", "{}" },
        { StatusCodes.Status404NotFound, "application/json", "{}" },
        { StatusCodes.Status500InternalServerError, "application/json", "{}" },
        { StatusCodes.Status503ServiceUnavailable, "text/plain", "starting" },
        { Ok, "text/html", "<html><body>Log in</body></html>" },
        { Ok, "application/json", "<html><body>Log in</body></html>" },
        { Ok, "application/json", "{\"_embedded\":{\"groups\":[{\"name\":\"shop\",\"pipelines\":[{\"na" },
        { Ok, "application/json", "[1,null,{\"_embedded\":7}]" },
        { Ok, "application/json", "" },
        { Ok, "application/json", "\0\u0001\u0002 \u00ff garbage" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_api_that_answers_something_else_leaves_nobody_out(int status, string type, string body)
    {
        await using var scene = await Scene.StartAsync(before: scene => scene.GoCd.Script = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            await context.Response.WriteAsync(body, context.RequestAborted);
        });
        await BothTeamsAreToldAsync(scene);
    }

    [Fact]
    public async Task An_api_that_never_answers_leaves_nobody_out()
    {
        await using var scene = await Scene.StartAsync(
            before: scene => scene.GoCd.Script = context => Task.Delay(Timeout.Infinite, context.RequestAborted), source: "timeout: 500ms");
        await BothTeamsAreToldAsync(scene);
    }

    [Fact]
    public async Task An_api_that_breaks_off_leaves_nobody_out()
    {
        await using var scene = await Scene.StartAsync(before: scene => scene.GoCd.Script = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await BothTeamsAreToldAsync(scene);
    }

    [Fact]
    public async Task An_api_that_fails_later_is_remembered_as_it_was()
    {
        await using var scene = await Scene.StartAsync(source: "cache: 1ms");
        (await scene.DeliverAsync(Scene.Broken(1))).Code.ShouldBe(250);
        scene.GoCd.Script = context => FakeGoCd.FailAsync(context, StatusCodes.Status500InternalServerError);
        (await scene.DeliverAsync(Scene.Broken(2))).Code.ShouldBe(250);
        scene.Relay.Mails.SelectMany(mail => mail.Recipients).ShouldBe([Scene.Shop, Scene.Shop]);
    }

    [Fact]
    public async Task Told_to_rather_defer_the_notifier_keeps_the_mail_until_the_api_answers()
    {
        await using var scene = await Scene.StartAsync(
            before: scene => scene.GoCd.Script = context => FakeGoCd.FailAsync(context, StatusCodes.Status401Unauthorized),
            source: "on-failure: defer");
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(451);
        scene.Relay.Mails.ShouldBeEmpty();
    }

    private static async Task BothTeamsAreToldAsync(Scene scene)
    {
        (await scene.DeliverAsync(Scene.Broken())).Code.ShouldBe(250);
        scene.Relay.Mails.SelectMany(mail => mail.Recipients).ShouldBe([Scene.Shop, Scene.Ops], ignoreOrder: true);
    }
}
