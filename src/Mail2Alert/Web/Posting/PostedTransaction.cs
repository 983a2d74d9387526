using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Mail2Alert.Web.Posting;

/// <summary>One posted mail as a client of SMTP would send it. The first negative reply is the answer.</summary>
internal sealed class PostedTransaction(InnerSession session, HttpRequest request)
{
    private readonly PostedLines _lines = new();

    /// <exception cref="InvalidDataException">It cannot be sent; the message says what is wrong with it.</exception>
    /// <exception cref="OperationCanceledException">Client or session ended.</exception>
    public async Task<InnerReply> RunAsync(PostDoor door, IPAddress? client, CancellationToken cancellationToken) =>
        await RefusalAsync(Greet(door, client), cancellationToken)
        ?? await RefusalAsync(Login(), cancellationToken)
        ?? await EnvelopeAsync(cancellationToken)
        ?? await ContentAsync(cancellationToken);

    private async Task<InnerReply?> RefusalAsync(IEnumerable<string?> commands, CancellationToken cancellationToken)
    {
        foreach (var command in commands)
        {
            var reply = command is null ? await session.ReplyAsync(cancellationToken) : await session.AskAsync(command, cancellationToken);
            if (!reply.IsPositive)
                return reply;
        }
        return null;
    }

    // A balancer that speaks HTTP is the client, and sends no header of its own here.
    private static IEnumerable<string?> Greet(PostDoor door, IPAddress? client)
    {
        yield return client is not null && door.IsBalancer(client) ? "PROXY UNKNOWN" : null;
        yield return $"EHLO {Hello(client)}";
    }

    private static string Hello(IPAddress? client) => client switch
    {
        null => "localhost",
        { IsIPv4MappedToIPv6: true } => $"[{client.MapToIPv4()}]",
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"[IPv6:{new IPAddress(client.GetAddressBytes())}]",
        _ => $"[{client}]",
    };

    private IEnumerable<string> Login()
    {
        if (!request.Headers.ContainsKey("Authorization"))
            yield break;
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !"Basic".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("Authorization expects 'Basic' with a user and a password, as in: curl --user NAME:PASSWORD");
        yield return $"AUTH PLAIN {Plain(header.Parameter)}";
    }

    // RFC 7617 §2: the name ends at the first colon. RFC 4616: nobody acts for another.
    private static string Plain(string? parameter)
    {
        var octets = new byte[parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(parameter ?? "", octets, out var length) || octets.AsSpan(0, length).IndexOf((byte)':') is not (>= 0 and var colon))
            throw new InvalidDataException("Authorization does not hold a user and a password in Base64");
        octets[colon] = 0;
        return Convert.ToBase64String([0, .. octets.AsSpan(0, length)]);
    }

    private async Task<InnerReply?> EnvelopeAsync(CancellationToken cancellationToken)
    {
        var envelope = await PostedEnvelope.ReadAsync(request, cancellationToken);
        if (envelope.Mistake is { } mistake)
            throw new InvalidDataException(mistake);
        var size = request.ContentLength is { } length ? string.Create(CultureInfo.InvariantCulture, $" SIZE={length}") : "";
        var sender = await session.AskAsync(
            $"MAIL FROM:<{envelope.From}> BODY=8BITMIME{size}{(envelope.IsInternational ? " SMTPUTF8" : "")}", cancellationToken);
        return sender.IsPositive ? await RecipientsAsync(envelope, cancellationToken) : sender;
    }

    // The mail's own fields may name people whom nobody here knows: they are for others to tell.
    private async Task<InnerReply?> RecipientsAsync(PostedEnvelope envelope, CancellationToken cancellationToken)
    {
        InnerReply? refusal = null;
        var accepted = 0;
        foreach (var to in envelope.To)
        {
            var reply = await session.AskAsync($"RCPT TO:<{to}>", cancellationToken);
            accepted += reply.IsPositive ? 1 : 0;
            refusal ??= reply.IsPositive ? null : reply with { Text = $"{to}: {reply.Text}" };
        }
        return envelope.IsAsked || accepted == 0 ? refusal : null;
    }

    // The session knows how slow it may be from here on, and when it has had enough.
    private async Task<InnerReply> ContentAsync(CancellationToken cancellationToken)
    {
        if (await session.AskAsync("DATA", cancellationToken) is { IsPositive: false } refusal)
            return refusal;
        for (var isEmpty = true; ;)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, PostedLines.Longest));
            var isLast = read.IsCompleted && part.Length == read.Buffer.Length;
            isEmpty &= part.IsEmpty;
            if (isLast && isEmpty)
                throw new InvalidDataException("The body is the mail, and it is empty");
            var isHeard = await session.SendAsync(_lines.Of(part.IsSingleSegment ? part.FirstSpan : part.ToArray()), cancellationToken)
                && (!isLast || await session.SendAsync(_lines.End, cancellationToken));
            request.BodyReader.AdvanceTo(part.End);
            if (isLast || !isHeard)
                return await session.ReplyAsync(cancellationToken);
        }
    }
}
