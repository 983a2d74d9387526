using System.Text.RegularExpressions;
using Mail2Alert.Smtp;

namespace Mail2Alert.Sources.Mailrise;

/// <summary>An address as Mailrise reads it: <c>NAME.failure@DOMAIN</c> says whom to tell, and how bad it is.</summary>
/// <param name="User">Without quotes and without the type.</param>
/// <param name="Domain">In lower case.</param>
/// <param name="Type">Info where the address does not say.</param>
internal sealed partial record MailriseAddress(string User, string Domain, MailriseType Type)
{
    /// <summary>The domain of names without one.</summary>
    public const string OwnDomain = "mailrise.xyz";

    /// <summary>The address without its domain, where that is Mailrise's own.</summary>
    public string Short => Domain == OwnDomain ? User : ToString();

    /// <summary>Null for an address without a user or a domain.</summary>
    public static MailriseAddress? Of(SmtpPath path)
    {
        var user = Quoted().Match(path.LocalPart) is { Success: true } quoted ? quoted.Groups["text"].Value : path.LocalPart;
        if (user.Length == 0 || path.Domain.Length == 0)
            return null;
        var domain = path.Domain.ToLowerInvariant();
        return Typed().Match(user) is { Success: true } typed
            ? new MailriseAddress(typed.Groups["user"].Value, domain, Enum.Parse<MailriseType>(typed.Groups["type"].Value, ignoreCase: true))
            : new MailriseAddress(user, domain, MailriseType.Info);
    }

    public override string ToString() => $"{User}@{Domain}";

    [GeneratedRegex("""^"(?<text>[^"@]*)"\z""")]
    private static partial Regex Quoted();

    // Mailrise took '.FAILURE' off, but then sent an info.
    [GeneratedRegex(@"^(?<user>.*)\.(?<type>info|success|warning|failure)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Typed();
}
