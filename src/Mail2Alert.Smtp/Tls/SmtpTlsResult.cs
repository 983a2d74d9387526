namespace Mail2Alert.Smtp.Tls;

/// <summary>How a handshake ended: with facts, or with a failure and what the TLS library says of it.</summary>
internal readonly record struct SmtpTlsResult(SmtpTlsFacts? Facts, SmtpTlsFailure Failure, string? Detail)
{
    public static SmtpTlsResult Agreed(SmtpTlsFacts facts) => new(facts, default, null);

    public static SmtpTlsResult Failed(SmtpTlsFailure failure, string? detail = null) => new(null, failure, detail);
}
