using System.Net;
using System.Text;
using MailKit.Security;

namespace Mail2Alert.Channels.Mail;

/// <summary>A user of the relay.</summary>
internal sealed record RelayLogin(string User, Secret Password);

/// <summary>Logs in (RFC 4954) by the strongest mechanism that both sides know. What the mechanisms say is MailKit's.</summary>
internal static class RelayLoginDialogue
{
    // Those that do not show the password first.
    private static readonly string[] Strongest = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "PLAIN", "LOGIN"];

    // RFC 4954 §4: a first answer that makes the command longer than a line waits until it is asked for.
    private const int LongestFirst = 480;

    /// <exception cref="AuthenticationException">The relay did not let us in.</exception>
    /// <exception cref="NotSupportedException">There is no mechanism that both sides know.</exception>
    public static async Task RunAsync(
        RelayLogin login, RelayOffer offer, RelayCommands commands, RelayReplies replies, CancellationToken cancellationToken)
    {
        RelayReply? refusal = null;
        foreach (var name in Strongest.Where(offer.Mechanisms.Contains))
        {
            var mechanism = SaslMechanism.Create(name, Encoding.UTF8, new NetworkCredential(login.User, login.Password.Reveal()))!;
            refusal = await RunAsync(mechanism, commands, replies, cancellationToken);
            if (refusal is not { } no)
                return;
            if (no.EndsConnection)
                break;
        }
        throw refusal is { } last ? new AuthenticationException(last.ToString())
            : new NotSupportedException("a login (AUTH), by a mechanism that we know");
    }

    // Null when we are in.
    private static async Task<RelayReply?> RunAsync(
        SaslMechanism mechanism, RelayCommands commands, RelayReplies replies, CancellationToken cancellationToken)
    {
        var first = mechanism.SupportsInitialResponse ? await mechanism.ChallengeAsync("", cancellationToken) : null;
        var isShort = first is { Length: <= LongestFirst };
        var reply = await AskAsync(isShort ? $"AUTH {mechanism.MechanismName} {OrNothing(first!)}" : $"AUTH {mechanism.MechanismName}");
        if (first is not null && !isShort && reply.WantsMore)
            reply = await AskAsync(first);
        while (reply.WantsMore)
            reply = await AskAsync(await mechanism.ChallengeAsync(reply.Text, cancellationToken));
        return reply.IsDone ? null : reply;

        async ValueTask<RelayReply> AskAsync(string line)
        {
            commands.Add(line);
            await commands.FlushAsync(cancellationToken);
            return await replies.ReadAsync(cancellationToken);
        }
    }

    private static string OrNothing(string first) => first.Length == 0 ? "=" : first;
}
