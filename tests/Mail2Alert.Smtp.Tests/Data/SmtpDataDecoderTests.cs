using System.Text;
using CsCheck;
using Mail2Alert.Smtp.Data;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Data;

public class SmtpDataDecoderTests
{
    [Theory]
    [InlineData(".\r\n", "")]
    [InlineData("a\r\n.\r\n", "a\r\n")]
    [InlineData("\r\n.\r\n", "\r\n")]
    [InlineData("a\r\n\r\nb\r\n.\r\n", "a\r\n\r\nb\r\n")]
    [InlineData("..\r\n.\r\n", ".\r\n")]
    [InlineData("a\r\n..\r\n...b\r\n.\r\n", "a\r\n.\r\n..b\r\n")]
    [InlineData(".a\r\n.\r\n", "a\r\n")]
    [InlineData("a.\r\n.\r\n", "a.\r\n")]
    [InlineData("a\nb\rc\r\n.\r\n", "a\r\nb\r\nc\r\n")]
    [InlineData("a\n..b\r\n.\r\n", "a\r\n..b\r\n")]
    [InlineData("a\0b\r\n.\r\n", "a\0b\r\n")]
    public void Decodes(string wire, string content) => Decode(Encoding.Latin1.GetBytes(wire)).ShouldBe(content);

    // What Postfix, Exim, sendmail and others took for an end of data once (CVE-2023-51764 to -51766). Content here; b comes after.
    [Theory]
    [InlineData("\n.\n", "\r\n.\r\n")]
    [InlineData("\n.\r\n", "\r\n.\r\n")]
    [InlineData("\r\n.\n", "\r\n\r\n")]
    [InlineData("\r.\r", "\r\n.\r\n")]
    [InlineData("\r\n.\r", "\r\n\r\n")]
    [InlineData("\r.\r\n", "\r\n.\r\n")]
    [InlineData("\r\r\n.\r\r\n", "\r\n\r\n\r\n\r\n")]
    [InlineData("\r\n.\r\r\n", "\r\n\r\n\r\n")]
    [InlineData("\n\n.\n\n", "\r\n\r\n.\r\n\r\n")]
    [InlineData("\r\n\0.\r\n", "\r\n\0.\r\n")]
    [InlineData("\r\n.\0\r\n", "\r\n\0\r\n")]
    [InlineData("\0\n.\r\n", "\0\r\n.\r\n")]
    [InlineData("\r\0\n.\r\n", "\r\n\0\r\n.\r\n")]
    [InlineData("\r\n.\r\0\n", "\r\n\r\n\0\r\n")]
    public void Takes_only_CR_LF_dot_CR_LF_for_the_end(string notTheEnd, string content) =>
        Decode(Encoding.Latin1.GetBytes($"a{notTheEnd}b\r\n.\r\n")).ShouldBe($"a{content}b\r\n");

    [Fact]
    public void Any_message_that_was_dot_stuffed_comes_back_however_it_was_cut() =>
        Gen.Select(Text, Cuts).Sample((text, cuts) => Decode(Stuff(text), cuts) == Encoding.Latin1.GetString(text));

    [Fact]
    public void Any_bytes_become_lines_that_end_in_CR_LF_and_nothing_else() => Gen.Select(Wire, Cuts).Sample((wire, cuts) =>
    {
        using var content = NewContent();
        Feed([.. wire, .. "\r\n.\r\n"u8], cuts, content);
        var text = Encoding.Latin1.GetString(content.Bytes);
        return text.Replace("\r\n", "", StringComparison.Ordinal).IndexOfAny(['\r', '\n']) < 0
            && (text.Length == 0 || text.EndsWith("\r\n", StringComparison.Ordinal));
    });

    [Fact]
    public void The_end_is_where_the_bytes_say_so_whatever_the_cuts() => Gen.Select(Wire, Cuts).Sample((wire, cuts) =>
    {
        byte[] all = [.. wire, .. "\r\n.\r\n"u8];
        var end = all.AsSpan().StartsWith(".\r\n"u8) ? 3 : all.AsSpan().IndexOf("\r\n.\r\n"u8) + 5;
        using var content = NewContent();
        return Feed(all, cuts, content) == end;
    });

    private static readonly Gen<byte[]> Wire = Gen.OneOf("\r\n.a\0\u00e9"u8.ToArray()).Array[0, 30];

    private static readonly Gen<byte[]> Text = Gen.OneOf("\r\n", ".", "a", "\u00e9", "..", "bc").Array[0, 30]
        .Select(parts => Encoding.Latin1.GetBytes(string.Concat(parts) + "\r\n"));

    private static readonly Gen<int[]> Cuts = Gen.Int[1, 5].Array[1, 10];

    private static byte[] Stuff(byte[] text)
    {
        var lines = Encoding.Latin1.GetString(text).Split("\r\n").Select(line => line.StartsWith('.') ? "." + line : line);
        return Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + ".\r\n");
    }

    private static string Decode(byte[] wire, params int[] cuts)
    {
        using var content = NewContent();
        Feed(wire, cuts, content).ShouldBe(wire.Length);
        return Encoding.Latin1.GetString(content.Bytes);
    }

    // Returns the octets consumed up to the end of the data.
    private static int Feed(byte[] wire, int[] cuts, SmtpContentBuffer content)
    {
        var decoder = new SmtpDataDecoder();
        for (int start = 0, turn = 0; start < wire.Length; turn++)
        {
            var length = cuts.Length == 0 ? wire.Length : Math.Min(cuts[turn % cuts.Length], wire.Length - start);
            var ended = decoder.Decode(wire.AsSpan(start, length), content, out var consumed);
            start += consumed;
            if (ended)
            {
                return start;
            }
        }

        return -1;
    }

    private static SmtpContentBuffer NewContent() => new TestServer().Server.NewContent();
}
