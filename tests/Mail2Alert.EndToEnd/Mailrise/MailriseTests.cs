using System.Text.Json;
using Mail2Alert.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Mailrise;

public sealed class MailriseTests
{
    [Fact]
    public async Task A_mailrise_conf_runs_as_it_is()
    {
        var told = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var gotify = await LoopbackHttp.StartAsync(context => AnswerAsync(context, told));
        await using var program = await RunningProgram.StartAsync($$"""
            listen: { host: 127.0.0.1, port: 0 }
            configs:
              nas:
                urls:
                  - gotify://{{gotify.Address.Authority}}/token
            """);

        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject("Disk full", to: "nas.failure@mailrise.xyz"))).Code.ShouldBe(250);

        var message = await told.Task.WaitAsync(Patience.Token);
        message.GetProperty("title").GetString()!.ShouldEndWith($"Disk full ({ProbeMail.GoCd})");
        message.GetProperty("priority").GetInt32().ShouldBe(8);
        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject("Disk full", to: "anna@mailrise.xyz"))).Code.ShouldBe(550);
    }

    private static async Task AnswerAsync(HttpContext context, TaskCompletionSource<JsonElement> told)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        told.TrySetResult(body.RootElement.Clone());
        await context.Response.WriteAsJsonAsync(new { id = 1 }, context.RequestAborted);
    }
}
