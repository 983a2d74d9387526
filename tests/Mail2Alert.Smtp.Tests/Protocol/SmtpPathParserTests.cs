using System.Text;
using CsCheck;
using Mail2Alert.Smtp.Protocol;

namespace Mail2Alert.Smtp.Tests.Protocol;

public class SmtpPathParserTests
{
    public static TheoryData<string, string, string, string> Paths => new()
    {
        { "<a@b>", "a", "b", "" },
        { "<a@b> SIZE=1", "a", "b", " SIZE=1" },
        { "<>", "", "", "" },
        { "<> AUTH=<>", "", "", " AUTH=<>" },
        { "<root>", "root", "", "" },
        { "<postmaster>", "postmaster", "", "" },
        { "a@b", "a", "b", "" },
        { "a@b SIZE=1", "a", "b", " SIZE=1" },
        { "root", "root", "", "" },
        { "<first.last+tag@sub.example.org>", "first.last+tag", "sub.example.org", "" },
        { "<.a..b.@docomo.example>", ".a..b.", "docomo.example", "" },
        { "<a@nas_1>", "a", "nas_1", "" },
        { "<!#$%&'*+-/=?^_`{|}~@b>", "!#$%&'*+-/=?^_`{|}~", "b", "" },
        { "<a%b@c>", "a%b", "c", "" },
        { "<a!b@c>", "a!b", "c", "" },
        { "<\"a b\"@c>", "\"a b\"", "c", "" },
        { "<\"a@b\"@c>", "\"a@b\"", "c", "" },
        { "<\"a>b\"@c>", "\"a>b\"", "c", "" },
        { "\"a b\"@c X=1", "\"a b\"", "c", " X=1" },
        { "<\"a\\\"b\\\\\"@c>", "\"a\\\"b\\\\\"", "c", "" },
        { "<\"\"@c>", "\"\"", "c", "" },
        { "<a@[192.0.2.1]>", "a", "[192.0.2.1]", "" },
        { "<a@[IPv6:2001:db8::1]>", "a", "[IPv6:2001:db8::1]", "" },
        { "<a@[ipv6:::1]>", "a", "[ipv6:::1]", "" },
        { "<@relay.example:a@b>", "a", "b", "" },
        { "<@one.example,@two.example:a@b>", "a", "b", "" },
        { "<dömäin@exämple.org>", "dömäin", "exämple.org", "" },
        { $"<{new string('a', 256)}@b>", new string('a', 256), "b", "" },
        { $"<a@{Labels(63, 63, 63, 63)}>", "a", Labels(63, 63, 63, 63), "" },
    };

    [Theory, MemberData(nameof(Paths))]
    public void Reads(string text, string local, string domain, string rest)
    {
        SmtpPathParser.TryParse(Encoding.UTF8.GetBytes(text), out var path, out var behind).ShouldBeTrue();

        path.ShouldBe(new SmtpPath(local, domain));
        Encoding.UTF8.GetString(behind).ShouldBe(rest);
    }

    public static TheoryData<string> Refused =>
    [
        "", " ", "<", "<a", "<a@b", "a@", "@b", "<@b>", "<a@>", "<a@b>c", "<a@b>>", "<a@@b>", "<a@b@c>", "<a b@c>", "<a@b c>", "< a@b>",
        "<a@b >", "<<a@b>>", "<a,b@c>", "<a;b@c>", "<(a)b@c>", "<a@b.>", "<a@.b>", "<a@b..c>", "<a@b,c>", "<\"a@b>", "<\"a\"b@c>",
        "<a\"b\"@c>",
        "<a\\b@c>", "<\"a\rb\"@c>", "<\"a\nb\"@c>", "<\"a\\\rb\"@c>", "<\"a\0b\"@c>", "<\"a\u007fb\"@c>", "<a\rb@c>", "<a\0b@c>", "<a\tb@c>",
        "<a@b\r>", "<a@b\u007f>", "<a@\u009bb>", "<\u009ba@b>", "<a@[192.0.2]>", "<a@[192.0.2.256]>", "<a@[1.2.3.4.5]>", "<a@[IPv6:]>",
        "<a@[IPv6:x]>", "<a@[IPv6:fe80::1%eth0]>", "<a@[2001:db8::1]>", "<a@[x:y]>", "<a@[]>", "<a@[192.0.2.1>", "<@a b:c@d>", "<@a:>", "<:a@b>",
        $"<{new string('a', 257)}@b>", $"<a@{new string('b', 64)}>", $"<a@{Labels(63, 63, 63, 63)}.b>",
    ];

    [Theory, MemberData(nameof(Refused))]
    public void Refuses(string text) => SmtpPathParser.TryParse(Encoding.UTF8.GetBytes(text), out _, out _).ShouldBeFalse();

    [Fact]
    public void Refuses_what_is_not_UTF8() => SmtpPathParser.TryParse([.. "<a"u8, 0xE9, .. "@b>"u8], out _, out _).ShouldBeFalse();

    [Fact]
    public void Takes_any_bytes_and_lets_no_control_character_through() => AnyPath.Sample(text =>
        !SmtpPathParser.TryParse(text, out var path, out _) || !path.ToString().Any(char.IsControl));

    private static string Labels(params int[] lengths) => string.Join('.', lengths.Select(length => new string('b', length)));

    // Random bytes, and random orders of the bytes that mean something.
    private static readonly Gen<byte[]> AnyPath = Gen.OneOf(
        Gen.Byte.Array,
        Gen.OneOf("<>@\"\\.:,[] ab\r\n\0\u001b"u8.ToArray()).Array[0, 20].Select(inside => (byte[])[(byte)'<', .. inside, (byte)'>']));
}
