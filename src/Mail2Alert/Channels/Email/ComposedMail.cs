using MimeKit;

namespace Mail2Alert.Channels.Email;

/// <summary>
/// Reads what stands behind <c>mailto:</c> where the relay is to get a mail of ours: <c>a@b[,c@d]?as=alert</c>, with <c>from</c>, <c>name</c>,
/// <c>reply</c>, <c>format=text</c> and fields of the header (<c>+Name=</c>). Each recipient is a target.
/// </summary>
internal static class ComposedMail
{
    private const string Form = "mailto:name@example.com?as=alert";

    public static ParsedTargets Read(string text)
    {
        var (places, keys) = (text[..text.IndexOf('?', StringComparison.Ordinal)], text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        string[] addresses = [.. places.Split(',').Select(address => address.Trim(' ')).Distinct()];
        if (!addresses.All(MailAddress.IsValid) || TargetUrl.Parse($"mailto://relay/?{keys}") is not { } url)
            return ParsedTargets.Wrong($"expected {Form}");
        if (url.Take("as") != "alert")
            return ParsedTargets.Wrong($"a mail goes on as it came, and takes no options; one of our own is {Form}");
        if (EmailUrl.HeadersOf(url) is not { } headers)
            return ParsedTargets.Wrong("what follows '+' cannot be a field of the header");
        var (from, reply) = (url.Take("from"), url.TakeList("reply"));
        if ((from is not null && !MailAddress.IsValid(from)) || !reply.All(MailAddress.IsValid))
            return ParsedTargets.Wrong("'from' and 'reply' expect mail addresses such as ops@example.com");
        var name = Printable.Of(url.Take("name") ?? "Mail2Alert");
        var options = TargetOptions.Take(url);
        var sheet = new EmailSheet
        {
            From = from is null ? null : new MailboxAddress(name, from),
            To = [.. addresses.Select(address => new MailboxAddress("", address))],
            Cc = [],
            ReplyTo = [.. reply.Select(address => new MailboxAddress("", address))],
            Headers = headers,
        };
        return ParsedTargets.Of([.. addresses.Select(address => new EmailTarget(
            new TargetName(EmailChannel.Kind.Name, $"mailto:{address}?{keys}", $"mailto:{address}?as=alert"), options)
        {
            Recipient = address,
            Sheet = sheet,
        })]) with
        {
            Warnings = [.. url.WarningsOn("a mail")],
        };
    }
}
