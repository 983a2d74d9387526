using Mail2Alert.Channels.Mail;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Configuration.Sections;

/// <summary><c>relay</c>: a URL, or a mapping with the URL in it.</summary>
internal static class RelaySection
{
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
        if (section.Text("url", RelayUrl.Expected) is { } text)
            return Parse(text, section.Problems);
        if (!section.Has("url"))
            section.Problems.Error(section.At, $"'relay' expects a key 'url' with {RelayUrl.Expected}");
        return null;
    }

    private static RelaySettings? Parse(YamlValue.Text text, Problems problems)
    {
        var (server, mistake) = RelayUrl.Parse(text.Value);
        if (mistake is not null)
            problems.Error(text.At, $"'relay' {mistake}{(mistake.EndsWith(RelayUrl.Expected, StringComparison.Ordinal) ? $", found {text.Quoted}" : "")}");
        return server;
    }

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
