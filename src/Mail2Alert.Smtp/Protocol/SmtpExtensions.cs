namespace Mail2Alert.Smtp.Protocol;

/// <summary>Which parameters of MAIL may be used where: only those that EHLO offers (RFC 5321 §2.2.1).</summary>
internal static class SmtpExtensions
{
    /// <summary>Null, or the reply to a parameter that is understood and not to be had here.</summary>
    public static SmtpReply? Refusal(SmtpMailParameters parameters, SmtpPeer peer, SmtpServerOptions options) => parameters switch
    {
        { Body: SmtpBody.Binary } when !options.AdvertiseBinaryMime => ServerReplies.NoBinary,
        { RequireTls: true } when !options.AdvertiseRequireTls => ServerReplies.UnknownParameter,
        { RequireTls: true } when !peer.IsEncrypted => ServerReplies.RequireTlsInClear,
        _ => null,
    };
}
