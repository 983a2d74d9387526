using Mail2Alert.Channels.Mail;

namespace Mail2Alert.Configuration.Sections;

/// <summary>The address of a mail server: <c>smtp://mail.example.com</c>, <c>smtps://user:password@mail.example.com:465</c>.</summary>
internal static class RelayUrl
{
    public const string Expected = "an address such as smtp://mail.example.com or smtps://mail.example.com:465";

    /// <returns>The server, or what is wrong, behind the name of what was read.</returns>
    public static (RelaySettings? Server, string? Mistake) Parse(string text)
    {
        var (scheme, rest) = UrlText.Split(text, "smtp");
        var at = rest.LastIndexOf('@');
        var tls = scheme == "smtps";
        var login = at < 0 ? null : Login(rest[..at]);
        if (at >= 0 && login is null)
            return (null, "expects 'user:password' before the '@'");
        if (scheme is "smtp" or "smtps" && HostPort.Parse(rest[(at + 1)..], tls ? 465 : 25) is { Port: > 0, Host: not "*" } place)
            return (new RelaySettings { Host = place.Host, Port = place.Port, ImplicitTls = tls, Login = login }, null);
        return (null, $"expects {Expected}");
    }

    // A password with '%', as any URL's, is written with '%25'; the keys of their own take it as it is.
    private static RelayLogin? Login(string text) => text.Split(':', 2) switch
    {
        [{ Length: > 0 } user, var password] => new(Uri.UnescapeDataString(user), new Secret(Uri.UnescapeDataString(password))),
        _ => null,
    };
}
