using System.Net.Sockets;
using System.Text.RegularExpressions;
using Mail2Alert.Smtp;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail2Alert.Channels.Mail;

/// <summary>What an error of the relay means: its own 5xx is final, everything else may be better next time.</summary>
internal static partial class RelayOutcome
{
    /// <summary>True for what a relay or the network can do to us; anything else is a bug and no outcome.</summary>
    public static bool IsExpected(Exception exception) => exception is
        SmtpCommandException or SmtpProtocolException or ServiceNotAuthenticatedException or ServiceNotConnectedException or
        MailKit.Security.AuthenticationException or SslHandshakeException or System.Security.Authentication.AuthenticationException or
        IOException or SocketException or ParseException or NotSupportedException or OperationCanceledException;

    public static Outcome Of(Exception exception, RelaySettings relay) => exception switch
    {
        SmtpCommandException command => Of(command, relay),
        ParseException parse => new Outcome.Failed(
            $"the address cannot be handed to a mail server: {parse.Message}", new SmtpReply(553, "5.1.3", "Address not understood")),
        MailKit.Security.AuthenticationException or ServiceNotAuthenticatedException => new Outcome.Retry(
            $"{relay} refused our login ({exception.Message}); check user and password of {relay.CalledIn}"),
        SslHandshakeException or System.Security.Authentication.AuthenticationException => new Outcome.Retry(
            $"no TLS with {relay}: {FirstLine(exception.Message)}"),
        NotSupportedException => new Outcome.Retry($"{relay} does not offer what {relay.CalledIn} demands: {exception.Message}"),
        OperationCanceledException => new Outcome.Retry($"{relay} did not answer in time"),
        SocketException socket => new Outcome.Retry($"{relay} cannot be reached: {socket.SocketErrorCode}"),
        _ => new Outcome.Retry($"the connection to {relay} broke: {FirstLine(exception.Message)}"),
    };

    private static Outcome Of(SmtpCommandException exception, RelaySettings relay) => Of((int)exception.StatusCode, exception.Message, relay);

    /// <summary>What a refusal by the relay means.</summary>
    public static Outcome Of(int code, string text, RelaySettings relay)
    {
        var reply = Reply(code, text);
        var why = $"{relay} answered {reply}";
        return reply.Code >= 500 ? new Outcome.Failed(why, reply) : new Outcome.Retry(why, AskedWait.Of(reply.ToString()), reply);
    }

    // MailKit gives the text of a reply with its enhanced code in front and line ends inside.
    private static SmtpReply Reply(int code, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
            return new SmtpReply(code, null, "(no text)");
        var match = EnhancedCode().Match(lines[0]);
        var stripped = match.Success ? lines.Select(line => line.StartsWith(match.Value, StringComparison.Ordinal) ? line[match.Length..].Trim() : line) : lines;
        return new SmtpReply(code is >= 400 and <= 599 ? code : 451, match.Success ? match.Value.Trim() : null, [.. stripped]);
    }

    private static string FirstLine(string text) => text.AsSpan().EnumerateLines() is var lines && lines.MoveNext() ? lines.Current.ToString() : "";

    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(\s|$)", RegexOptions.None, 1000)]
    private static partial Regex EnhancedCode();
}
