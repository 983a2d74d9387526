namespace Mail2Alert.Smtp.Authentication;

/// <summary>Ways to log in (SASL mechanisms, RFC 4422).</summary>
[Flags]
public enum SmtpMechanisms
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>PLAIN: name and password in one line (RFC 4616).</summary>
    Plain = 1,

    /// <summary>LOGIN: the same in two lines. Never standardised, and all that many devices know.</summary>
    Login = 2,

    /// <summary>SCRAM-SHA-256: the password stays with the client, and the server proves that it knows the user (RFC 7677).</summary>
    ScramSha256 = 4,

    /// <summary>CRAM-MD5 (RFC 2195): broken by today's measure, and it needs the password stored as it is. For old devices only.</summary>
    CramMd5 = 8,

    /// <summary>
    /// SCRAM-SHA-256-PLUS: the same, bound to the TLS channel by the server's certificate (tls-server-end-point, RFC 5929 §4), so that nobody
    /// in between can pass the login on. Offered inside TLS where SCRAM-SHA-256 is, with a certificate whose hash that RFC defines.
    /// </summary>
    ScramSha256Plus = 16,
}
