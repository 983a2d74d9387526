using System.Text.Json.Serialization;

namespace Mail2Alert.Channels.Slack;

/// <summary>What Slack answers: HTTP 200 also for most errors, with <c>ok</c> telling them apart.</summary>
internal sealed record SlackAnswer(
    [property: JsonPropertyName("ok")] bool Ok,
    [property: JsonPropertyName("ts")] string? Timestamp,
    [property: JsonPropertyName("error")] string? Error)
{
    /// <summary>Errors that pass (docs.slack.dev/reference/methods/chat.postMessage, errors).</summary>
    public bool IsTransient => Error is "ratelimited" or "internal_error" or "fatal_error" or "service_unavailable"
        or "request_timeout" or "team_added_to_org";

    /// <summary>Errors that an administrator must mend here.</summary>
    public bool IsOurs => Error is "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired"
        or "missing_scope" or "org_login_required";
}

[JsonSerializable(typeof(SlackMessage))]
[JsonSerializable(typeof(SlackAnswer))]
internal sealed partial class SlackJson : JsonSerializerContext;
