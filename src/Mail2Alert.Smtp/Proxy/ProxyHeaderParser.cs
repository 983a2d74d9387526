using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mail2Alert.Smtp.Proxy;

/// <summary>Reads a PROXY header from the first octets of a connection. A pure function: it needs no more than what it is given.</summary>
internal static class ProxyHeaderParser
{
    // Version 1 §2.1: 107 octets with CR LF at the most.
    private const int LongestText = 107;

    /// <summary>The most octets a header may have: version 2 with the largest addresses and 1 KiB of extensions.</summary>
    public const int Longest = ProxyBinaryHeader.Start + 216 + 1024;

    private static ReadOnlySpan<byte> TextStart => "PROXY "u8;

    /// <param name="input">What came so far.</param>
    /// <param name="header">The header, when it is whole.</param>
    /// <param name="length">Its octets: what follows is the client's.</param>
    public static ProxyParse Parse(ReadOnlySpan<byte> input, out ProxyHeader header, out int length)
    {
        (header, length) = (ProxyHeader.Local, 0);
        if (Begins(input, TextStart))
        {
            return input.Length < TextStart.Length ? ProxyParse.Incomplete : ParseText(input, out header, out length);
        }

        return Begins(input, ProxyBinaryHeader.Signature) ? ProxyBinaryHeader.Parse(input, out header, out length) : ProxyParse.Invalid;
    }

    private static bool Begins(ReadOnlySpan<byte> input, ReadOnlySpan<byte> start)
    {
        var common = Math.Min(input.Length, start.Length);
        return input[..common].SequenceEqual(start[..common]);
    }

    private static ProxyParse ParseText(ReadOnlySpan<byte> input, out ProxyHeader header, out int length)
    {
        (header, length) = (ProxyHeader.Local, 0);
        var end = input[..Math.Min(input.Length, LongestText)].IndexOf("\r\n"u8);
        if (end < 0)
        {
            return input.Length < LongestText ? ProxyParse.Incomplete : ProxyParse.Invalid;
        }

        length = end + 2;
        var words = Encoding.ASCII.GetString(input[TextStart.Length..end]).Split(' ');
        return words switch
        {
            ["UNKNOWN", ..] => ProxyParse.Complete,
            ["TCP4" or "TCP6", var from, var to, var fromPort, var toPort]
                when EndPoint(words[0], from, fromPort) is { } source && EndPoint(words[0], to, toPort) is { } destination =>
                Complete(new ProxyHeader(source, destination), out header),
            _ => ProxyParse.Invalid,
        };
    }

    private static ProxyParse Complete(ProxyHeader found, out ProxyHeader header)
    {
        header = found;
        return ProxyParse.Complete;
    }

    private static IPEndPoint? EndPoint(string family, string address, string port) =>
        Address(family, address) is { } parsed && IsPort(port, out var number) ? new IPEndPoint(parsed, number) : null;

    // .NET takes more for an address than the protocol does: "1" is 0.0.0.1 to it, and "fe80::1%1" and "[::1]" are addresses.
    private static IPAddress? Address(string family, string text) =>
        IPAddress.TryParse(text, out var parsed)
        && (family == "TCP4" ? text == parsed.ToString() && parsed.AddressFamily == AddressFamily.InterNetwork
            : !text.AsSpan().ContainsAny('%', '[', ']') && parsed.AddressFamily == AddressFamily.InterNetworkV6)
            ? parsed
            : null;

    private static bool IsPort(string text, out ushort port) =>
        Utf8Parser.TryParse(Encoding.ASCII.GetBytes(text), out port, out var used) && used == text.Length;
}
