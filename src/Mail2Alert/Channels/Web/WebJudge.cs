namespace Mail2Alert.Channels.Web;

/// <summary>What an answer means where a service does not say otherwise.</summary>
internal static class WebJudge
{
    private const int LongestQuote = 300;

    /// <param name="answer">What came.</param>
    /// <param name="who">The service as people call it.</param>
    /// <param name="clock">For waits that end at a date.</param>
    public static Outcome Of(WebAnswer answer, string who, TimeProvider clock) => answer switch
    {
        WebAnswer.Reply { IsSuccess: true } => new Outcome.Delivered(),
        WebAnswer.Reply reply => Of(reply, who, clock),
        WebAnswer.Unsent unsent => new Outcome.Retry($"{who} cannot be reached: {unsent.Why}"),
        WebAnswer.Unanswered unanswered => new Outcome.Retry($"{who} may have taken it, but did not say so: {unanswered.Why}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Outcome Of(WebAnswer.Reply reply, string who, TimeProvider clock)
    {
        var why = $"{who} answered {reply.Status}{Quote(reply.Body)}";
        return reply.Status switch
        {
            408 or 425 or 429 or 500 or 502 or 503 or 504 or 507 or (>= 520 and <= 530) => new Outcome.Retry(why, AskedWait.Of(reply, clock)),
            // Whoever mends the token wants the alerts that waited for it.
            401 or 403 or 407 => new Outcome.Retry($"{why}: check the token, the password or the permissions"),
            413 => new Outcome.Failed(why) { IsTooLarge = true },
            >= 300 and < 400 => new Outcome.Failed($"{why}: it wants to be asked elsewhere, and redirects are not followed"),
            404 or 410 => new Outcome.Failed($"{why}: there is nothing at this address"),
            _ => new Outcome.Failed(why),
        };
    }

    private static string Quote(string body)
    {
        var text = Printable.Of(body.Trim());
        return text.Length == 0 ? "" : $", {(text.Length > LongestQuote ? text[..LongestQuote] + "…" : text)}";
    }
}
