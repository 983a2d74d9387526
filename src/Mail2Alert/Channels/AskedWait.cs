using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels;

/// <summary>How long a target asks us to wait before we come again, in all the forms in which it may say so.</summary>
internal static partial class AskedWait
{
    /// <summary>By the field Retry-After, in seconds or as a date (RFC 9110 §10.2.3); null when it is not there.</summary>
    /// <param name="headers">Of the answer.</param>
    /// <param name="clock">What a date is compared with when the answer itself has none.</param>
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider clock) => headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - (headers.Date ?? clock.GetUtcNow()) is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>By whatever a service has for it: Retry-After also in fractions, the members and fields of the services that have their own. Null for none.</summary>
    public static TimeSpan? Of(WebAnswer.Reply reply, TimeProvider clock) =>
        Of(reply.Headers, clock)
        ?? Seconds(Field(reply, "Retry-After"))
        ?? Seconds(reply.Json?["retry_after"])
        ?? Seconds(reply.Json?["retry-after"])
        ?? Seconds((reply.Json?["parameters"] as JsonObject)?["retry_after"])
        ?? Seconds(reply.Json?["retry_after_ms"]) / 1000
        ?? Seconds(Field(reply, "X-RateLimit-Reset-After"))
        ?? Seconds(Field(reply, "X-RateLimit-Period-In-Sec"))
        ?? Until(Field(reply, "X-Limit-App-Reset"), clock)
        ?? Until(Field(reply, "X-RateLimit-Reset"), clock);

    private static string? Field(WebAnswer.Reply reply, string name) => reply.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan? Seconds(JsonNode? value) => value is JsonValue ? Seconds(value.ToString()) : null;

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e8 ? TimeSpan.FromSeconds(seconds) : null;

    // Most mean seconds since 1970; Mattermost means seconds from now, and such a small number can mean nothing else.
    private static TimeSpan? Until(string? text, TimeProvider clock) =>
        !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? null
        : seconds < 1_000_000_000 ? TimeSpan.FromSeconds(seconds)
        : seconds > 100_000_000_000 ? null
        : DateTimeOffset.FromUnixTimeSeconds(seconds) - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    /// <summary>
    /// By the words of a mail server that puts us off: postgrey's and SQLgrey's "Greylisted for 5 minutes", milter-greylist's "please come back in
    /// 00:04:59". Null when they name no time; RFC 5321 has no field for it.
    /// </summary>
    public static TimeSpan? Of(string text)
    {
        if (Wish().Match(text) is not { Success: true } wish)
            return null;
        return wish.Groups["clock"] is { Success: true, Value: var time }
            ? TimeSpan.ParseExact(time, @"hh\:mm\:ss", CultureInfo.InvariantCulture)
            : int.Parse(wish.Groups["count"].Value, CultureInfo.InvariantCulture) * Unit(wish.Groups["unit"].Value[0]);
    }

    private static TimeSpan Unit(char first) => char.ToLowerInvariant(first) switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromHours(1),
    };

    // A time behind a word that asks for it; other texts name times that have passed ("timed out after 30 seconds").
    [GeneratedRegex(
        @"\b(?:greylist\w*|retry|again|back|wait|deferred|delayed)\b[^\d]{0,40}\b(?:(?<clock>[01]\d:[0-5]\d:[0-5]\d)|(?<count>\d{1,5})\s*(?<unit>s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?))\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Wish();
}
