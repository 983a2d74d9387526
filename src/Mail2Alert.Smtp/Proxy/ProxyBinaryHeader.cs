using System.Buffers.Binary;
using System.Net;

namespace Mail2Alert.Smtp.Proxy;

/// <summary>Version 2 of the header (§2.2): a signature, a command, a family, a length, addresses, and extensions that we pass over.</summary>
internal static class ProxyBinaryHeader
{
    /// <summary>Octets before the addresses.</summary>
    public const int Start = 16;

    public static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    public static ProxyParse Parse(ReadOnlySpan<byte> input, out ProxyHeader header, out int length)
    {
        (header, length) = (ProxyHeader.Local, 0);
        if (input.Length < Start)
        {
            return ProxyParse.Incomplete;
        }

        length = Start + BinaryPrimitives.ReadUInt16BigEndian(input[14..]);
        if (length > ProxyHeaderParser.Longest)
        {
            return ProxyParse.Invalid;
        }

        return input.Length < length ? ProxyParse.Incomplete : Read(input[12], input[13], input[Start..length], out header);
    }

    // Families other than TCP over IPv4 and IPv6 are for the receiver to take as unknown.
    private static ProxyParse Read(byte command, byte family, ReadOnlySpan<byte> addresses, out ProxyHeader header)
    {
        header = ProxyHeader.Local;
        switch (command, family)
        {
            case (0x20, _):
                return ProxyParse.Complete;
            case (0x21, 0x11):
                return ReadAddresses(addresses, 4, out header);
            case (0x21, 0x21):
                return ReadAddresses(addresses, 16, out header);
            default:
                return command == 0x21 ? ProxyParse.Complete : ProxyParse.Invalid;
        }
    }

    private static ProxyParse ReadAddresses(ReadOnlySpan<byte> addresses, int size, out ProxyHeader header)
    {
        header = ProxyHeader.Local;
        if (addresses.Length < (2 * size) + 4)
        {
            return ProxyParse.Invalid;
        }

        var ports = addresses[(2 * size)..];
        header = new ProxyHeader(
            new IPEndPoint(new IPAddress(addresses[..size]), BinaryPrimitives.ReadUInt16BigEndian(ports)),
            new IPEndPoint(new IPAddress(addresses[size..(2 * size)]), BinaryPrimitives.ReadUInt16BigEndian(ports[2..])));
        return ProxyParse.Complete;
    }
}
