using System.Text.RegularExpressions;
using Mail2Alert.Channels.Mail;
using MimeKit;

namespace Mail2Alert.Channels.Email;

/// <summary>
/// Reads <c>mailto[s]://[USER[:PASSWORD]@]HOST[:PORT][/TO…]</c> as Apprise does (apprise plugins/email/base.py). Each recipient is a target: a mail
/// names all of them and is sent to one.
/// </summary>
internal static partial class EmailUrl
{
    private const string Form = "mailtos://USER:PASSWORD@HOST/TO";

    // One mail server rarely lets one login in more often.
    private const int Connections = 5;

    public static ParsedTargets Read(TargetUrl url)
    {
        foreach (var key in (string[])["pgp", "pgppub", "pgpprv", "pgpkey", "wkd"])
            url.Ignore(key, "mails are neither signed nor encrypted here", "no");
        url.Ignore("inline", "files are attached", "no");
        if (url.Host.Length == 0)
            return ParsedTargets.Wrong($"expected {Form}");
        if (From(url) is not { } from)
            return ParsedTargets.Wrong($"it is not said whom the mail is from: expected {Form}, or 'from=' with an address");
        var (to, cc, bcc, reply) = (Addresses(url, [.. url.Path, .. url.TakeList("to")]), Addresses(url, url.TakeList("cc")), Addresses(url, url.TakeList("bcc")), Addresses(url, url.TakeList("reply")));
        if (to is null || cc is null || bcc is null || reply is null)
            return ParsedTargets.Wrong("recipients, 'cc', 'bcc' and 'reply' expect mail addresses such as ops@example.com");
        if (HeadersOf(url) is not { } headers)
            return ParsedTargets.Wrong("what follows '+' cannot be a field of the header");
        var (server, mistake) = Server(url, from);
        return server is null ? ParsedTargets.Wrong(mistake!) : Targets(url, server, new EmailSheet
        {
            From = from,
            To = to.Count > 0 || cc.Count + bcc.Count > 0 ? to : [new MailboxAddress("", from.Address)],
            Cc = cc,
            ReplyTo = reply,
            Headers = headers,
        }, bcc);
    }

    /// <summary>Null when one of them could break the header.</summary>
    public static IReadOnlyList<(string Name, string Value)>? HeadersOf(TargetUrl url) =>
        url.Headers.All(header => FieldName().IsMatch(header.Key) && !header.Value.Any(char.IsControl))
            ? [.. url.Headers.Select(header => (header.Key, header.Value))]
            : null;

    private static ParsedTargets Targets(TargetUrl url, RelaySettings server, EmailSheet sheet, IReadOnlyList<MailboxAddress> bcc)
    {
        var options = TargetOptions.Take(url);
        var places = sheet.To.Concat(sheet.Cc).Concat(bcc).Select(mailbox => mailbox.Address).Distinct(StringComparer.Ordinal);
        return ParsedTargets.Of([.. places.Select(place => new EmailTarget(url.Named(EmailChannel.Kind.Name, place, $"{url.Scheme}://{server.Host}/{place}"), options)
        {
            Server = server with { TrustsAnyCertificate = !options.Verify },
            Recipient = place,
            Sheet = sheet,
        })]) with
        {
            Warnings = server is { Login: not null, ImplicitTls: false, RequireTls: false } && server.Host is not ("localhost" or "127.0.0.1" or "[::1]")
                ? ["the password goes over the network unencrypted where the server offers no STARTTLS; use mailtos://"]
                : [],
        };
    }

    private static (RelaySettings? Server, string? Mistake) Server(TargetUrl url, MailboxAddress from)
    {
        var known = EmailProviders.Of(url.Host);
        var isSecure = url.Scheme.EndsWith('s');
        var named = url.Take("smtp");
        var mode = url.Take("mode")?.ToLowerInvariant() switch
        {
            null or "" => known?.Mode ?? (isSecure ? EmailMode.StartTls : EmailMode.Insecure),
            "starttls" => EmailMode.StartTls,
            "ssl" => EmailMode.Ssl,
            "insecure" => EmailMode.Insecure,
            _ => (EmailMode?)null,
        };
        if (mode is null)
            return (null, "'mode' expects starttls, ssl or insecure");
        var host = named is { Length: > 0 } ? named : known?.Server ?? url.Host;
        if (!HostName().IsMatch(host))
            return (null, "the mail server's name cannot be one");
        return (new RelaySettings
        {
            Host = host,
            Port = url.Port ?? known?.Port ?? mode switch { EmailMode.Ssl => 465, EmailMode.StartTls => 587, _ => 25 },
            ImplicitTls = mode == EmailMode.Ssl,
            RequireTls = mode == EmailMode.StartTls,
            Login = Login(url, known, from),
            MaxConnections = Connections,
            CalledIn = "the target",
        }, null);
    }

    private static RelayLogin? Login(TargetUrl url, EmailProvider? known, MailboxAddress from) => (url.User, url.Password) switch
    {
        (null, _) or (_, null) => null,
        ({ } user, { } password) => new RelayLogin(known switch
        {
            { LogsInByAddress: true } when !user.Contains('@', StringComparison.Ordinal) => $"{user}@{url.Host}",
            { LogsInByAddress: false } => user.Split('@')[0],
            _ => user,
        }, new Secret(password)),
    };

    // As Apprise has it: the login is an address, or the part before the '@' of one.
    private static MailboxAddress? From(TargetUrl url)
    {
        var name = url.Take("name");
        var written = url.Take("from");
        if (written is { Length: > 0 } && !written.Contains('@', StringComparison.Ordinal))
            (name, written) = (name ?? written, null);
        var text = written ?? (url.User is not { } user ? null : user.Contains('@', StringComparison.Ordinal) ? user : $"{user}@{url.Host}");
        return text is not null && MailboxAddress.TryParse(text, out var mailbox) && MailAddress.IsValid(mailbox.Address)
            ? new MailboxAddress(Printable.Of(name ?? (mailbox.Name is { Length: > 0 } own ? own : "Mail2Alert")), mailbox.Address)
            : null;
    }

    // 'ops' alone is somebody at the same place.
    private static List<MailboxAddress>? Addresses(TargetUrl url, IReadOnlyList<string> written)
    {
        string[] addresses = [.. written.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(text => text.Contains('@', StringComparison.Ordinal) ? text : $"{text}@{url.Host}").Distinct()];
        return addresses.All(MailAddress.IsValid) ? [.. addresses.Select(address => new MailboxAddress("", address))] : null;
    }

    // RFC 5322 §2.2: printable ASCII but the colon.
    [GeneratedRegex(@"^[!-9;-~]+\z")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^[A-Za-z0-9._:\[\]-]+\z")]
    private static partial Regex HostName();
}
