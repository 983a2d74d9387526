using System.Buffers.Binary;
using System.Net;
using System.Text;
using CsCheck;
using Mail2Alert.Smtp.Proxy;

namespace Mail2Alert.Smtp.Tests.Proxy;

public sealed class ProxyHeaderParserTests
{
    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 10.0.0.1 4711 25\r\n", "192.0.2.7:4711", "10.0.0.1:25")]
    [InlineData("PROXY TCP6 2001:db8::1 ::1 1 65535\r\n", "[2001:db8::1]:1", "[::1]:65535")]
    [InlineData("PROXY UNKNOWN\r\n", null, null)]
    [InlineData("PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", null, null)]
    public void Reads_version_1(string text, string? source, string? destination)
    {
        ProxyHeaderParser.Parse(Encoding.ASCII.GetBytes(text + "EHLO x\r\n"), out var header, out var length).ShouldBe(ProxyParse.Complete);

        header.Source?.ToString().ShouldBe(source);
        header.Destination?.ToString().ShouldBe(destination);
        length.ShouldBe(text.Length);
    }

    [Theory]
    [InlineData("EHLO x\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 10.0.0.1 4711\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 10.0.0.1 4711 65536\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 10.0.0.1 4711 -5\r\n")]
    [InlineData("PROXY TCP4 nowhere 10.0.0.1 4711 25\r\n")]
    [InlineData("PROXY TCP4 ::1 ::1 4711 25\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 ::1 4711 25\r\n")]
    [InlineData("PROXY TCP6 192.0.2.7 10.0.0.1 4711 25\r\n")]
    [InlineData("PROXY TCP4 1 2 4711 25\r\n")]
    [InlineData("PROXY TCP6 fe80::1%1 [::1] 4711 25\r\n")]
    [InlineData("PROXY TCP5 192.0.2.7 10.0.0.1 4711 25\r\n")]
    [InlineData("proxy TCP4 192.0.2.7 10.0.0.1 4711 25\r\n")]
    public void Refuses_what_is_no_header(string text) =>
        ProxyHeaderParser.Parse(Encoding.ASCII.GetBytes(text), out _, out _).ShouldBe(ProxyParse.Invalid);

    [Fact]
    public void Refuses_a_version_1_header_that_does_not_end() =>
        ProxyHeaderParser.Parse(Encoding.ASCII.GetBytes("PROXY TCP4 " + new string('1', 200)), out _, out _).ShouldBe(ProxyParse.Invalid);

    [Fact]
    public void Reads_version_2_and_passes_over_its_extensions()
    {
        byte[] addresses = [192, 0, 2, 7, 10, 0, 0, 1, .. Port(4711), .. Port(25), 0x04, 0, 1, 0xff];

        ProxyHeaderParser.Parse([.. Binary(0x21, 0x11, addresses), .. "EHLO"u8], out var header, out var length).ShouldBe(ProxyParse.Complete);

        header.Source.ShouldBe(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 4711));
        header.Destination.ShouldBe(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 25));
        length.ShouldBe(16 + addresses.Length);
    }

    [Fact]
    public void Reads_version_2_over_IPv6()
    {
        var client = IPAddress.Parse("2001:db8::7");
        byte[] addresses = [.. client.GetAddressBytes(), .. IPAddress.IPv6Loopback.GetAddressBytes(), .. Port(1), .. Port(2)];

        ProxyHeaderParser.Parse(Binary(0x21, 0x21, addresses), out var header, out _).ShouldBe(ProxyParse.Complete);

        header.Source.ShouldBe(new IPEndPoint(client, 1));
    }

    [Theory]
    [InlineData(0x20, 0x00)]
    [InlineData(0x20, 0x11)]
    [InlineData(0x21, 0x00)]
    [InlineData(0x21, 0x31)]
    public void The_balancers_own_connection_keeps_its_address(byte command, byte family)
    {
        ProxyHeaderParser.Parse(Binary(command, family, []), out var header, out _).ShouldBe(ProxyParse.Complete);

        header.ShouldBe(ProxyHeader.Local);
    }

    [Theory]
    [InlineData(0x11, 0x11)]
    [InlineData(0x22, 0x11)]
    [InlineData(0x21, 0x11)]
    public void Refuses_another_version_command_or_too_few_addresses(byte command, byte family) =>
        ProxyHeaderParser.Parse(Binary(command, family, []), out _, out _).ShouldBe(ProxyParse.Invalid);

    [Fact]
    public void Refuses_to_wait_for_an_endless_header()
    {
        var header = Binary(0x21, 0x11, []);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(14), ushort.MaxValue);

        ProxyHeaderParser.Parse(header, out _, out _).ShouldBe(ProxyParse.Invalid);
    }

    [Fact]
    public void A_part_of_a_header_is_incomplete_and_any_octets_do_no_harm()
    {
        var whole = "PROXY TCP4 192.0.2.7 10.0.0.1 4711 25\r\n"u8.ToArray();
        for (var i = 0; i < whole.Length; i++)
            ProxyHeaderParser.Parse(whole.AsSpan(0, i), out _, out _).ShouldBe(ProxyParse.Incomplete);

        Gen.Select(Gen.OneOf(Gen.Const(whole), Gen.Const(Binary(0x21, 0x11, new byte[12])), Gen.Const(Array.Empty<byte>())), Gen.Byte.Array[0, 300])
            .Sample((start, rest) =>
            {
                byte[] input = [.. start, .. rest];
                if (ProxyHeaderParser.Parse(input, out _, out var length) == ProxyParse.Complete)
                    length.ShouldBeLessThanOrEqualTo(input.Length);
            });
    }

    private static byte[] Binary(byte command, byte family, byte[] addresses) =>
        [.. "\r\n\r\n\0\r\nQUIT\n"u8, command, family, (byte)(addresses.Length >> 8), (byte)addresses.Length, .. addresses];

    private static byte[] Port(ushort port) => [(byte)(port >> 8), (byte)port];
}
