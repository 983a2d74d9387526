using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mail2Alert.Routing;

namespace Mail2Alert.Channels.Slack;

/// <summary>Posts to Slack with a bot's token (<c>slack:#channel</c>, <c>slack:@user</c>, <c>:brief</c> or <c>:full</c>).</summary>
internal sealed class SlackChannel(SlackSettings settings, IHttpClientFactory clients, TimeProvider clock) : IChannel
{
    public const string SchemeName = "slack";

    public string Scheme => SchemeName;

    public async Task<Outcome> SendAsync(Notification notification, Target target, CancellationToken cancellationToken)
    {
        var slack = SlackTarget.Of(target);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Api, "chat.postMessage"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (slack.Token ?? settings.Token)?.Reveal());
        request.Content = JsonContent.Create(SlackMessage.Of(notification, slack), SlackJson.Default.SlackMessage);
        try
        {
            using var client = clients.CreateClient(SchemeName);
            using var response = await client.SendAsync(request, cancellationToken);
            return await JudgeAsync(response, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            return new Outcome.Retry($"Slack cannot be reached: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            return new Outcome.Retry("Slack did not answer in time");
        }
    }

    private async Task<Outcome> JudgeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError)
            return new Outcome.Retry($"Slack answered {(int)response.StatusCode}", AskedWait.Of(response.Headers, clock));
        if (!response.IsSuccessStatusCode)
            return new Outcome.Failed($"Slack answered {(int)response.StatusCode}");
        return await AnswerAsync(response, cancellationToken) switch
        {
            null => new Outcome.Retry("what answered is not Slack's API; check `api` of `slack`"),
            { Ok: true } answer => new Outcome.Delivered(answer.Timestamp),
            { IsTransient: true } answer => new Outcome.Retry($"Slack says {answer.Error}"),
            { IsOurs: true } answer => new Outcome.Retry($"Slack does not accept our token ({answer.Error}); check `token` of `slack`"),
            { } answer => new Outcome.Failed($"Slack says {answer.Error ?? "no, without a reason"}"),
        };
    }

    private static async Task<SlackAnswer?> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(SlackJson.Default.SlackAnswer, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
