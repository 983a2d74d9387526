using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.EndToEnd.Channels.StandIns;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>Over real sockets, from the first news of an alert to its end, beside services that do what their documentation says.</summary>
public sealed class OneMessageTests
{
    public static TheoryData<string> Services => [.. All.Keys];

    private static Dictionary<string, Func<StandIn>> All { get; } = new Func<StandIn>[]
    {
        () => new SlackStandIn(),
        () => new TelegramStandIn(),
        () => new DiscordStandIn(),
        () => new MatrixStandIn(),
        () => new MattermostStandIn(),
        () => new PagerDutyStandIn(),
        () => new OpsgenieStandIn(),
        () => new HomeAssistantStandIn(),
        () => new NtfyStandIn(),
    }.ToDictionary(create => create().ToString());

    [Theory]
    [MemberData(nameof(Services))]
    public async Task An_alert_is_one_message_from_its_first_news_to_its_end(string service)
    {
        await using var talk = await Talk.StartAsync(All[service]());

        await talk.TellAsync("97% full", AlertStatus.Firing);
        var first = talk.Service.Seen.Messages.ShouldHaveSingleItem();
        await talk.TellAsync("98% full", AlertStatus.Firing);
        talk.Service.Seen.Messages.ShouldHaveSingleItem();
        await talk.TellAsync("there is room again", AlertStatus.Resolved);

        talk.Service.Seen.Messages.ShouldHaveSingleItem().ShouldNotBe(first);
        talk.Service.Seen.Messages.Single().ShouldContain("esolved", Case.Insensitive);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task What_asks_us_to_come_again_is_told_then(string service)
    {
        var standIn = All[service]();
        await using var talk = await Talk.StartAsync(standIn);
        standIn.Trouble = request =>
        {
            request.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            request.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        };

        (await talk.TryTellAsync("97% full", AlertStatus.Firing)).ShouldBeOfType<Outcome.Retry>().After.ShouldBe(TimeSpan.FromSeconds(7));
        standIn.Seen.Messages.ShouldBeEmpty();
        await talk.TellAsync("97% full", AlertStatus.Firing);
        standIn.Seen.Messages.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task An_answer_that_is_lost_is_an_attempt_to_be_repeated(string service)
    {
        var standIn = All[service]();
        await using var talk = await Talk.StartAsync(standIn);
        standIn.Trouble = request =>
        {
            request.Abort();
            return Task.CompletedTask;
        };

        (await talk.TryTellAsync("97% full", AlertStatus.Firing)).ShouldBeOfType<Outcome.Retry>();
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Hostile_text_is_taken_as_text(string service)
    {
        await using var talk = await Talk.StartAsync(All[service]());

        await talk.TellAsync("<!channel> @everyone <b>&</i> [x](http://evil) `_*~ \\ 👩‍🚒 </pre><script>", AlertStatus.Firing);

        talk.Service.Seen.Messages.ShouldHaveSingleItem();
    }
}
