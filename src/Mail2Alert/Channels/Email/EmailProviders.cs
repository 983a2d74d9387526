using System.Collections.Frozen;

namespace Mail2Alert.Channels.Email;

/// <summary>How a mail server is reached.</summary>
internal enum EmailMode
{
    /// <summary>In clear, and by STARTTLS where it is offered.</summary>
    Insecure,

    /// <summary>By STARTTLS or not at all.</summary>
    StartTls,

    /// <summary>TLS from the first octet.</summary>
    Ssl,
}

/// <summary>Whose addresses are known to have another server than their domain. Who does not log in by his address does by the part before the '@'.</summary>
internal sealed record EmailProvider(string Server, int Port, EmailMode Mode, bool LogsInByAddress = true);

/// <summary>The providers that Apprise knows (apprise plugins/email/templates.py).</summary>
internal static class EmailProviders
{
    private static readonly EmailProvider Yandex = new("smtp.yandex.ru", 465, EmailMode.Ssl, LogsInByAddress: false);
    private static readonly EmailProvider Hotmail = new("smtp-mail.outlook.com", 587, EmailMode.StartTls);
    private static readonly EmailProvider Outlook = new("smtp.outlook.com", 587, EmailMode.StartTls);
    private static readonly EmailProvider Yahoo = new("smtp.mail.yahoo.com", 465, EmailMode.Ssl);
    private static readonly EmailProvider Gmx = new("mail.gmx.com", 587, EmailMode.StartTls);
    private static readonly EmailProvider FastMail = new("smtp.fastmail.com", 465, EmailMode.Ssl);
    private static readonly EmailProvider Zoho = new("smtp.zoho.com", 587, EmailMode.StartTls);
    private static readonly EmailProvider SendGrid = new("smtp.sendgrid.net", 465, EmailMode.Ssl, LogsInByAddress: false);
    private static readonly EmailProvider QQ = new("smtp.qq.com", 587, EmailMode.StartTls);

    private static readonly FrozenDictionary<string, EmailProvider> ByDomain = new Dictionary<EmailProvider, string[]>
    {
        [new("smtp.gmail.com", 587, EmailMode.StartTls)] = ["gmail.com"],
        [Yandex] = [.. Each("yandex", "com", "ru", "ua", "by", "kz", "uz", "tr", "fr")],
        [Hotmail] = [.. Each("hotmail", "com", "com.au"), .. Each("live", "com", "com.au")],
        [Outlook] = ["outlook.com", "outlook.com.au", "smtp.outlook.com"],
        [new("smtp.office365.com", 587, EmailMode.StartTls)] = ["office365.com", "smtp.office365.com"],
        [Yahoo] = ["yahoo.com", "yahoo.ca"],
        [Gmx] = [.. Each("gmx", "com", "de", "net", "at", "ch", "fr", "us", "co.uk")],
        [FastMail] =
        [
            .. Each("fastmail", "com", "cn", "co.uk", "com.au", "de", "es", "fm", "fr", "im", "in", "jp", "mx", "net", "nl", "org", "se", "to", "tw", "uk", "us"),
            "123mail.org", "airpost.net", "eml.cc", "mailbolt.com", "mailcan.com", "mailhaven.com", "ml1.net", "mm.st", "myfastmail.com", "sent.com",
            "sent.at", "sent.as", "speedymail.org", "warpmail.net", "xsmail.com",
        ],
        [Zoho] = ["zoho.com", "zohomail.com"],
        [SendGrid] = ["sendgrid.com", "sendgrid.net"],
        [new("smtp.163.com", 465, EmailMode.Ssl, LogsInByAddress: false)] = ["163.com"],
        [QQ] = ["qq.com", "foxmail.com"],
        [new("smtp.comcast.net", 465, EmailMode.Ssl)] = ["comcast.net"],
    }.SelectMany(provider => provider.Value.Select(domain => KeyValuePair.Create(domain, provider.Key))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a domain whose server is what its address says.</summary>
    public static EmailProvider? Of(string domain) => ByDomain.GetValueOrDefault(domain);

    private static IEnumerable<string> Each(string name, params string[] ends) => ends.Select(end => $"{name}.{end}");
}
