namespace Mail2Alert.Smtp.Authentication;

/// <summary>
/// A way to log in that the library does not have, such as OAUTHBEARER (RFC 7628). It is offered inside TLS only; failures by it are counted,
/// delayed and locked out like all others.
/// </summary>
public sealed class SmtpMechanism
{
    // RFC 4422 §3.1.
    private const int LongestName = 20;

    /// <summary>Names it.</summary>
    /// <param name="name">1 to 20 letters, digits, hyphens and underscores, in capitals (RFC 4422 §3.1).</param>
    /// <param name="begin">Begins an attempt of this client.</param>
    /// <exception cref="ArgumentException">The name is none, or one of the library's own.</exception>
    public SmtpMechanism(string name, Func<SmtpPeer, ISmtpExchange> begin)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException("A mechanism's name has 1 to 20 capital letters, digits, hyphens and underscores (RFC 4422 §3.1).", nameof(name));
        }

        if (SmtpMechanismNames.IsOwn(name))
        {
            throw new ArgumentException($"{name} is a mechanism of the library.", nameof(name));
        }

        (Name, Begin) = (name, begin);
    }

    /// <summary>As it is offered.</summary>
    public string Name { get; }

    /// <summary>Begins an attempt; called once for each, and must not throw.</summary>
    public Func<SmtpPeer, ISmtpExchange> Begin { get; }
}
