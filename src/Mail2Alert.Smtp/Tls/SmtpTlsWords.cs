namespace Mail2Alert.Smtp.Tls;

/// <summary>Failures in words: for the one who reads the log, and for the one who counts.</summary>
internal static class SmtpTlsWords
{
    public static string Sentence(SmtpTlsFailure failure) => failure switch
    {
        SmtpTlsFailure.ClearText => "the client sent clear text where the handshake must begin",
        SmtpTlsFailure.TimedOut => "the client did not finish in time; one that expects a greeting in clear text waits for ever on a TLS port",
        SmtpTlsFailure.Closed => "the client closed the connection",
        SmtpTlsFailure.OldVersion => "the client knows no TLS newer than 1.1",
        SmtpTlsFailure.NoSharedCipher => "the client and the server know no cipher in common",
        SmtpTlsFailure.CertificateRefused => "the client does not trust the server's certificate",
        SmtpTlsFailure.NoCertificate => "there is no certificate for the name the client asked for",
        SmtpTlsFailure.ClientCertificate => "the client has no certificate that is trusted here, and must have one",
        SmtpTlsFailure.Stopping => "the server stops",
        SmtpTlsFailure.Other => "the TLS library gave up",
    };

    public static string Tag(SmtpTlsFailure failure) => failure switch
    {
        SmtpTlsFailure.ClearText => "clear_text",
        SmtpTlsFailure.TimedOut => "timeout",
        SmtpTlsFailure.Closed => "closed",
        SmtpTlsFailure.OldVersion => "old_version",
        SmtpTlsFailure.NoSharedCipher => "no_shared_cipher",
        SmtpTlsFailure.CertificateRefused => "certificate_refused",
        SmtpTlsFailure.NoCertificate => "no_certificate",
        SmtpTlsFailure.ClientCertificate => "client_certificate",
        SmtpTlsFailure.Stopping => "stopping",
        SmtpTlsFailure.Other => "other",
    };
}
