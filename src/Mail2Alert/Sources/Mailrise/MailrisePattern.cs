using System.Text.RegularExpressions;

namespace Mail2Alert.Sources.Mailrise;

/// <summary>Addresses, as a key under Mailrise's <c>configs</c> writes them: <c>ops</c>, <c>ops@example.com</c>, <c>*@*</c>.</summary>
internal sealed partial class MailrisePattern
{
    private readonly string _text;
    private readonly FileNamePattern _user;
    private readonly FileNamePattern _domain;

    private MailrisePattern(string user, string domain) =>
        (_text, _user, _domain) = ($"{user}@{domain}", new FileNamePattern(user), new FileNamePattern(domain));

    /// <summary>Null where it is none: a user has no dots, which are for the type.</summary>
    public static MailrisePattern? Parse(string text)
    {
        var match = Parts().Match(text);
        var (user, domain) = match.Success ? (match.Groups["user"].Value, match.Groups["domain"].Value) : (text, MailriseAddress.OwnDomain);
        return user.Length == 0 || domain.Length == 0 || user.Contains('.', StringComparison.Ordinal) || (!match.Success && text.Contains('@', StringComparison.Ordinal))
            ? null
            : new MailrisePattern(user, domain.ToLowerInvariant());
    }

    public bool Names(MailriseAddress address) => _user.IsLike(address.User) && _domain.IsLike(address.Domain);

    /// <summary>As it was written, and always with a domain.</summary>
    public override string ToString() => _text;

    [GeneratedRegex("""(?:^"(?<user>[^"@]*)"|^(?<user>[^@]*))@(?<domain>[^@]*)\z""")]
    private static partial Regex Parts();
}
