using System.Buffers;
using Mail2Alert.Smtp.Conformance;

namespace Mail2Alert.Smtp.Protocol;

/// <summary>The name behind EHLO and HELO: a domain, or an address in brackets (RFC 5321 §4.1.1.1).</summary>
internal static class SmtpHelloName
{
    // Letters, digits and hyphens; underscores too, which names of machines have. Brackets and colons are of addresses.
    private static readonly SearchValues<byte> Bytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    private static readonly SearchValues<byte> LiteralBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:"u8);

    public static SmtpViolations LapsesOf(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? SmtpViolations.NamelessHello
        : !name.ContainsAnyExcept(Bytes) || IsLiteral(name) ? SmtpViolations.None
        : SmtpViolations.MalformedHello;

    private static bool IsLiteral(ReadOnlySpan<byte> name) =>
        name is [(byte)'[', .. var inside, (byte)']'] && !inside.IsEmpty && !inside.ContainsAnyExcept(LiteralBytes);
}
