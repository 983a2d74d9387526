using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Chat.Slack;

/// <summary>What Slack's answers mean.</summary>
internal static class SlackJudge
{
    public const string Service = "Slack";

    /// <summary>The Web API: 200 also for most errors, with <c>ok</c> telling them apart.</summary>
    public static Outcome OfMethod(WebAnswer answer, TimeProvider clock) => answer is not WebAnswer.Reply { IsSuccess: true } reply
        ? WebJudge.Of(answer, Service, clock)
        : (reply["ok"], reply["error"]) switch
        {
            ("true", _) => new Outcome.Delivered(reply["ts"]) { Memo = Memo.Of(("channel", reply["channel"]), ("ts", reply["ts"])) },
            (null, _) => new Outcome.Retry("what answered is not Slack's API; check `api` of `slack`"),
            (_, { } error) when IsTransient(error) => new Outcome.Retry($"Slack says {error}", AskedWait.Of(reply, clock)),
            (_, { } error) when IsOurs(error) => new Outcome.Retry($"Slack does not accept our token ({error}); check the target's, or `token` of `slack`"),
            (_, "not_in_channel") => new Outcome.Failed("Slack says not_in_channel: invite the bot to the channel"),
            (_, "msg_too_long" or "msg_blocks_too_long") => new Outcome.Failed($"Slack says {reply["error"]}") { IsTooLarge = true },
            (_, var error) => new Outcome.Failed($"Slack says {error ?? "no, without a reason"}"),
        };

    /// <summary>A webhook: <c>ok</c>, or a word and a status (api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks).</summary>
    public static Outcome OfHook(WebAnswer answer, bool isWorkflow, TimeProvider clock) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } when isWorkflow => new Outcome.Delivered(),
        WebAnswer.Reply { IsSuccess: true, Body: "ok" } => new Outcome.Delivered(),
        WebAnswer.Reply { IsSuccess: true } => new Outcome.Retry("what answered is not a webhook of Slack's"),
        WebAnswer.Reply { Status: 403, Body: "action_prohibited" or "posting_to_general_channel_denied" } reply =>
            new Outcome.Retry($"Slack says {reply.Body}: an administrator of the workspace does not let the webhook post there"),
        _ => WebJudge.Of(answer, Service, clock),
    };

    // Errors that pass (docs.slack.dev/reference/methods/chat.postMessage, errors).
    private static bool IsTransient(string error) => error is "ratelimited" or "internal_error" or "fatal_error" or "service_unavailable"
        or "request_timeout" or "team_added_to_org";

    // Errors that an administrator must mend here.
    private static bool IsOurs(string error) => error is "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired"
        or "missing_scope" or "org_login_required";
}
