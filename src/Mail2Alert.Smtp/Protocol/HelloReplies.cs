namespace Mail2Alert.Smtp.Protocol;

/// <summary>The words in which SMTP and LMTP differ: who may say hello, and how (RFC 2033 §4.1).</summary>
internal static class HelloReplies
{
    private static readonly SmtpReply LhloFirst = new(503, "5.5.1", "Send LHLO first");
    private static readonly SmtpReply LhloSyntax = new(501, "5.5.4", "Syntax: LHLO hostname");
    private static readonly SmtpReply SpeaksSmtp = new(500, "5.5.1", "This is an SMTP server, not LMTP; send EHLO");
    private static readonly SmtpReply SpeaksLmtp = new(500, "5.5.1", "This is an LMTP server, not SMTP; send LHLO");

    public static SmtpReply EhloFirst { get; } = new(503, "5.5.1", "Send EHLO or HELO first");

    public static SmtpReply EhloSyntax { get; } = new(501, "5.5.4", "Syntax: EHLO hostname");

    public static SmtpReply First(SmtpProtocol protocol) => protocol == SmtpProtocol.Lmtp ? LhloFirst : EhloFirst;

    public static SmtpReply Syntax(SmtpProtocol protocol) => protocol == SmtpProtocol.Lmtp ? LhloSyntax : EhloSyntax;

    /// <summary>Null where that hello is the protocol's own, else the reply that names the mistake.</summary>
    public static SmtpReply? Refusal(SmtpProtocol protocol, SmtpVerb verb) => (protocol, verb) switch
    {
        (SmtpProtocol.Lmtp, SmtpVerb.Ehlo or SmtpVerb.Helo) => SpeaksLmtp,
        (SmtpProtocol.Smtp, SmtpVerb.Lhlo) => SpeaksSmtp,
        _ => null,
    };

    public static SmtpReply Greeting(SmtpProtocol protocol, SmtpServerOptions options) =>
        new(220, null, $"{options.HostName} {(protocol == SmtpProtocol.Lmtp ? "LMTP" : "ESMTP")} {options.Product} ready");

    /// <summary>The commands that may be tried here, and no more than EHLO says.</summary>
    public static SmtpReply Help(SmtpPeer peer, bool offersTls, bool offersLogin)
    {
        var isLmtp = peer.Listener.Protocol == SmtpProtocol.Lmtp;
        var (hello, rfc) = isLmtp ? ("LHLO", "RFC 2033") : ("EHLO HELO", "RFC 5321");
        var more = (offersTls ? " STARTTLS" : "") + (offersLogin ? " AUTH" : "");
        return new(214, "2.0.0", $"{hello}{more} MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT ({rfc})");
    }
}
