namespace Mail2Alert.Smtp.Authentication;

/// <summary>The client's first message (RFC 5802 §7, client-first-message).</summary>
/// <param name="Header">What stands before it.</param>
/// <param name="Bare">The message without that.</param>
/// <param name="User">The name as the client means it.</param>
/// <param name="Nonce">The client's half of the nonce.</param>
internal sealed record ScramClientFirst(SmtpGs2Header Header, string Bare, string User, string Nonce)
{
    // The server's message repeats the nonce and must fit a reply line, 512 octets in Base64.
    private const int LongestNonce = 128;

    public static ScramClientFirst? Parse(string message)
    {
        if (SmtpGs2Header.Parse(message) is not { } header)
        {
            return null;
        }

        // A mandatory extension ("m=") would stand before the name and is refused with it; others may follow and mean nothing.
        var bare = message[header.Text.Length..];
        return bare.Split(',') is [var name, var nonce, ..]
            && ScramText.Value(name, 'n') is { Length: > 0 } escaped && ScramText.Unescape(escaped) is { } user
            && ScramText.Value(nonce, 'r') is { Length: > 0 and <= LongestNonce } own && !own.AsSpan().ContainsAnyExceptInRange('!', '~')
                ? new(header, bare, user, own)
                : null;
    }
}
