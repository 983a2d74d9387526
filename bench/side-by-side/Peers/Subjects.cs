namespace Mail2Alert.SideBySide.Peers;

/// <summary>All that are compared, besides the limit: the generator straight into the sink.</summary>
internal static class Subjects
{
    public const string Limit = "limit";
    public const string Ours = "mail2alert";
    public const string Postfix = "postfix";
    public const string Aiosmtpd = "aiosmtpd";
    public const string Haraka = "haraka";
    public const string SmtpServer = "smtp-server";
    public const string Ancestor = "ancestor";

    public static IReadOnlyList<Subject> All { get; } =
        [new Mail2AlertSubject(), new PostfixSubject(), new AiosmtpdSubject(), new HarakaSubject(), new SmtpServerSubject(), new AncestorSubject()];
}
