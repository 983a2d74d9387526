using System.Net.Sockets;
using Mail2Alert.Smtp.Proxy;

namespace Mail2Alert.Fuzz.Targets;

/// <summary>A PROXY header is found at the same place however much of the input is there, and never grows beyond its bound.</summary>
internal static class ProxyTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        // The reader hands over no more than this at once.
        var text = input[..Math.Min(input.Length, ProxyHeaderParser.Longest)];
        var result = ProxyHeaderParser.Parse(text, out var header, out var length);
        Promise.Holds(result != ProxyParse.Incomplete || text.Length < ProxyHeaderParser.Longest);
        CheckPrefixes(text, result, length);
        if (result == ProxyParse.Complete)
        {
            Promise.Holds(length > 0 && length <= text.Length);
            Check(text[..length], header);
        }
        else
        {
            Promise.Holds(header == ProxyHeader.Local);
        }
    }

    // What is complete was incomplete before its last octet; what is incomplete was never anything else; what is invalid stays so.
    private static void CheckPrefixes(ReadOnlySpan<byte> text, ProxyParse result, int length)
    {
        var isDecided = false;
        for (var i = 0; i < text.Length; i++)
        {
            var before = ProxyHeaderParser.Parse(text[..i], out _, out _);
            Promise.Holds(before == ProxyParse.Incomplete ? !isDecided : before == result);
            Promise.Holds(result != ProxyParse.Complete || (before == ProxyParse.Complete) == (i >= length));
            isDecided = before != ProxyParse.Incomplete;
        }
    }

    private static void Check(ReadOnlySpan<byte> text, ProxyHeader header)
    {
        Promise.Holds(header.Source is null == header.Destination is null);
        Promise.Holds(header.Source?.AddressFamily == header.Destination?.AddressFamily);
        if (text[0] == 'P')
        {
            Promise.Holds(text.EndsWith("\r\n"u8));
            Promise.Holds(header.Source?.AddressFamily != AddressFamily.InterNetwork || text.StartsWith("PROXY TCP4 "u8));
            Promise.Holds(header.Source?.AddressFamily != AddressFamily.InterNetworkV6 || text.StartsWith("PROXY TCP6 "u8));
        }
    }
}
