using Mail2Alert.Smtp;

namespace Mail2Alert.Tests;

internal static class TestPath
{
    /// <summary>Split where SMTP splits it: at the last <c>@</c>.</summary>
    public static SmtpPath Of(string address) =>
        address.LastIndexOf('@') is var at and >= 0 ? new SmtpPath(address[..at], address[(at + 1)..]) : new SmtpPath(address, "");
}
