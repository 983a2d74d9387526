using System.Text;

namespace Mail2Alert.Smtp.Authentication;

/// <summary>UTF-8 that is UTF-8: two different byte strings never become the same name.</summary>
internal static class SmtpUtf8
{
    public static string? Decode(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
}
