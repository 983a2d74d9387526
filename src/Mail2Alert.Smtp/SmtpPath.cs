namespace Mail2Alert.Smtp;

/// <summary>
/// The address of MAIL FROM or RCPT TO, as the client wrote it between the angle brackets, without a source route (RFC 5321 §4.1.2, C).
/// </summary>
/// <param name="LocalPart">What stands before the last <c>@</c>, quotes included; empty for the null sender.</param>
/// <param name="Domain">A domain or an address literal with its brackets; empty where the client gave none (<c>&lt;root&gt;</c>).</param>
public readonly record struct SmtpPath(string LocalPart, string Domain)
{
    /// <summary>The null sender <c>&lt;&gt;</c> of bounces and other automatic replies (RFC 5321 §4.5.5).</summary>
    public static SmtpPath Null { get; } = new("", "");

    /// <summary>True for <c>&lt;&gt;</c>.</summary>
    public bool IsNull => LocalPart.Length == 0;

    /// <summary>True when the address needs SMTPUTF8 (RFC 6531).</summary>
    public bool IsInternational => !System.Text.Ascii.IsValid(LocalPart) || !System.Text.Ascii.IsValid(Domain);

    /// <summary>The address without angle brackets; empty for the null sender.</summary>
    public override string ToString() => Domain.Length == 0 ? LocalPart : $"{LocalPart}@{Domain}";
}
