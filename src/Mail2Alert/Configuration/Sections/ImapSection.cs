using Mail2Alert.Configuration.Yaml;
using Mail2Alert.Intake.Mailboxes;
using Mail2Alert.Intake.Mailboxes.Imap;

namespace Mail2Alert.Configuration.Sections;

/// <summary>A mailbox that is a folder on an IMAP server.</summary>
internal static class ImapSection
{
    private const string Expected = "an address such as imaps://imap.example.com";
    private const string ExpectedThen = "'seen', 'delete' or '{ move: FOLDER }'";

    public static MailboxSettings? Read(Section section, MailboxTerms terms)
    {
        var server = Server(section);
        var user = section.Text("user", "the name of who logs in");
        if (!section.Has("user"))
            section.Problems.Error(section.At, $"the mailbox '{section.Name}' expects a key 'user'");
        var password = SecretText.Read(section, "password");
        var oauth = OAuth(section.Map("oauth2"));
        if (section.Has("password") == section.Has("oauth2"))
            section.Problems.Error(section.At, $"the mailbox '{section.Name}' expects either 'password' or 'oauth2'");
        var folder = section.Text("folder")?.Value ?? "INBOX";
        var then = Then(section, folder);
        if (server is not var (host, port, isImplicit) || user is null)
            return null;
        var settings = new ImapSettings(host, port, user.Value)
        {
            ImplicitTls = isImplicit,
            Password = password,
            OAuth = oauth,
            Folder = folder,
            Then = then,
        };
        return new MailboxSettings.Imap(terms with { Place = $"imap:{user.Value}@{host}/{folder}" }, settings);
    }

    // IANA: 993 with TLS from the first byte (RFC 8314 §3.2), 143 with STARTTLS.
    private static (string Host, int Port, bool IsImplicit)? Server(Section section)
    {
        if (section.Text("imap", Expected) is not { } text)
            return null;
        var (scheme, rest) = UrlText.Split(text.Value, "imaps");
        if (scheme is "imap" or "imaps" && HostPort.Parse(rest.TrimEnd('/'), scheme == "imaps" ? 993 : 143) is { Port: > 0, Host: not "*" } place)
            return (place.Host, place.Port, scheme == "imaps");
        section.Problems.Error(text.At, $"'imap' expects {Expected}, found {text.Quoted}");
        return null;
    }

    private static ImapThen Then(Section section, string folder)
    {
        switch (section.Take("then"))
        {
            case null or YamlValue.Text { Value: "seen" }:
                return ImapThen.Seen.Instance;
            case YamlValue.Text { Value: "delete" }:
                return new ImapThen.Delete();
            case YamlValue.Map map:
                return Move(new Section(map, "then", section.Problems), folder);
            case var other:
                section.Problems.Error(other.At, $"'then' expects {ExpectedThen}, found {other.Kind}");
                return ImapThen.Seen.Instance;
        }
    }

    private static ImapThen Move(Section then, string folder)
    {
        var to = then.Text("move", "the name of a folder");
        then.Finish();
        if (to is null && !then.Has("move"))
            then.Problems.Error(then.At, $"'then' expects {ExpectedThen}");
        if (to?.Value == folder)
            then.Problems.Error(to.At, "'move' names the folder that mail is fetched from: it would be fetched again and again");
        return to is null ? ImapThen.Seen.Instance : new ImapThen.Move(to.Value);
    }

    private static OAuthSettings? OAuth(Section? section)
    {
        if (section is null)
            return null;
        var url = UrlText.Web(section, "token", "");
        var client = section.Text("client", "the client's id");
        foreach (var key in ((string[])["token", "client"]).Where(key => !section.Has(key)))
            section.Problems.Error(section.At, $"'oauth2' expects a key '{key}'");
        if (url is { Scheme: "http", IsLoopback: false })
            section.Problems.Error(section.Where("token"), "'token' expects https://: the client's secret goes there");
        var settings = url is null || client is null ? null : new OAuthSettings(
            url, client.Value, SecretText.Read(section, "secret"), section.Text("scope")?.Value, SecretText.Read(section, "refresh"));
        foreach (var key in (string[])["secret", "scope", "refresh"])
            section.Take(key);
        section.Finish();
        return settings;
    }
}
