using Mail2Alert.Smtp.Tls;

namespace Mail2Alert.Configuration;

/// <summary>The certificate that listeners show, and whether mail is taken without it.</summary>
internal sealed record TlsSettings(SmtpCertificatePaths Paths, bool IsRequired);
