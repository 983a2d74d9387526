using System.Net.Sockets;
using System.Security.Authentication;

namespace Mail2Alert.Channels.Mail;

/// <summary>What an error of the relay means: its own 5xx is final, everything else may be better next time.</summary>
internal static class RelayOutcome
{
    /// <summary>True for what a relay or the network can do to us; anything else is a bug and no outcome.</summary>
    public static bool IsExpected(Exception exception) => exception is
        IOException or SocketException or AuthenticationException or MailKit.Security.AuthenticationException or
        UnsendableException or NotSupportedException or OperationCanceledException;

    public static Outcome Of(Exception exception, RelaySettings relay) => exception switch
    {
        UnsendableException unsendable => new Outcome.Failed(unsendable.Message, unsendable.Reply),
        // Also a 5yz: the mail is not what it is about.
        RelayRefusedException { Reply: var reply } => Of(reply with { Code = 421 }, relay),
        MailKit.Security.AuthenticationException => new Outcome.Retry(
            $"{relay} refused our login ({exception.Message}); check user and password of {relay.CalledIn}"),
        AuthenticationException => new Outcome.Retry($"no TLS with {relay}: {FirstLine(exception.Message)}"),
        NotSupportedException => new Outcome.Retry($"{relay} does not offer what {relay.CalledIn} demands: {exception.Message}"),
        OperationCanceledException => new Outcome.Retry($"{relay} did not answer in time"),
        SocketException socket => new Outcome.Retry($"{relay} cannot be reached: {socket.SocketErrorCode}"),
        _ => new Outcome.Retry($"the connection to {relay} broke: {FirstLine(exception.Message)}"),
    };

    /// <summary>What a refusal by the relay means.</summary>
    public static Outcome Of(RelayReply refusal, RelaySettings relay)
    {
        var reply = refusal.AsRefusal();
        var why = $"{relay} answered {reply}";
        return reply.Code >= 500 ? new Outcome.Failed(why, reply) : new Outcome.Retry(why, AskedWait.Of(reply.ToString()), reply);
    }

    private static string FirstLine(string text) => text.AsSpan().EnumerateLines() is var lines && lines.MoveNext() ? lines.Current.ToString() : "";
}
