using Mail2Alert.Channels.Web;

namespace Mail2Alert.Channels.Apprise;

/// <summary>What servers of apprise-api understand and answer (api/views.py).</summary>
internal static class AppriseAnswer
{
    // Servers that pass on to one another in a circle notice by it, and answer 405 or 406.
    private const string Hops = "X-Apprise-Recursion-Count";

    public static WebCall Ask(WebCall call) => call.With("Accept", "application/json").With("User-Agent", WebAgent.Name).With(Hops, "1");

    public static Outcome Judge(WebAnswer answer, string who, TimeProvider clock) => answer switch
    {
        WebAnswer.Reply { Status: 204 } => new Outcome.Failed($"{who} answered 204: it has nobody of this name or tag to tell"),
        // One of those it tells did not take it.
        WebAnswer.Reply { Status: 424 } reply => new Outcome.Retry($"{who} answered 424: {Printable.Of(reply["error"] ?? "what it tells could not be told")}"),
        WebAnswer.Reply { Status: 405 or 406 } => new Outcome.Failed($"{who} is asked in a circle"),
        WebAnswer.Reply { Status: 431 } => new Outcome.Failed($"{who} answered 431: it is too much") { IsTooLarge = true },
        _ => WebJudge.Of(answer, who, clock),
    };
}
