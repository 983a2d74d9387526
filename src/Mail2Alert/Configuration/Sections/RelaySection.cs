using Mail2Alert.Channels.Mail;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>relay</c>: a URL, or a mapping with the URL in it.</summary>
internal static class RelaySection
{
    private const string Expected = "an address such as smtp://mail.example.com or smtps://mail.example.com:465";

    public static RelaySettings? Read(YamlValue? written, LimitSettings limits, Problems problems)
    {
        if (written is null)
            return null;
        var map = written as YamlValue.Map ?? new(written.At, [new(new(written.At, "url", "url", true), written)]);
        var section = new Section(map, "relay", problems);
        var relay = Url(section);
        var login = Login(section);
        var settings = relay is null ? null : relay with
        {
            Login = login ?? relay.Login,
            RequireTls = RequiresTls(section),
            MaxConnections = LimitsSection.Count(section, "connections", limits.RelayConnections),
            IdleTimeout = LimitsSection.Duration(section, "idle", relay.IdleTimeout),
        };
        section.Finish();
        return settings;
    }

    private static RelaySettings? Url(Section section)
    {
        if (section.Text("url", Expected) is { } text)
            return Parse(text, section.Problems);
        if (!section.Has("url"))
            section.Problems.Error(section.At, $"'relay' expects a key 'url' with {Expected}");
        return null;
    }

    private static RelaySettings? Parse(YamlValue.Text text, Problems problems)
    {
        var (scheme, rest) = UrlText.Split(text.Value, "smtp");
        var at = rest.LastIndexOf('@');
        var tls = scheme == "smtps";
        var login = at < 0 ? null : Login(rest[..at]);
        if (at >= 0 && login is null)
            problems.Error(text.At, "'relay' expects 'user:password' before the '@'");
        else if (scheme is "smtp" or "smtps" && HostPort.Parse(rest[(at + 1)..], tls ? 465 : 25) is { Port: > 0, Host: not "*" } place)
            return new RelaySettings { Host = place.Host, Port = place.Port, ImplicitTls = tls, Login = login };
        else
            problems.Error(text.At, $"'relay' expects {Expected}, found {text.Quoted}");
        return null;
    }

    // A password with '%', as any URL's, is written with '%25'; the keys of their own take it as it is.
    private static RelayLogin? Login(string text) => text.Split(':', 2) switch
    {
        [{ Length: > 0 } user, var password] => new(Uri.UnescapeDataString(user), new Secret(Uri.UnescapeDataString(password))),
        _ => null,
    };

    private static RelayLogin? Login(Section section)
    {
        var user = section.Text("user");
        var password = SecretText.Read(section, "password");
        if (section.Has("user") != section.Has("password"))
            section.Problems.Error(section.At, "'relay' expects 'user' and 'password' together");
        return user is not null && password is { } secret ? new RelayLogin(user.Value, secret) : null;
    }

    private static bool RequiresTls(Section section)
    {
        var tls = section.Text("tls", "'required'");
        if (tls is not null and not { Value: "required" })
            section.Problems.Error(tls.At, $"'tls' expects 'required' (else STARTTLS is used where it is offered), found {tls.Quoted}");
        return tls is not null;
    }
}
