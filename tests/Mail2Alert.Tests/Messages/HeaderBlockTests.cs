using System.Buffers;
using System.Text;
using CsCheck;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class HeaderBlockTests
{
    [Fact]
    public void Header_and_body_are_cut_at_the_first_empty_line()
    {
        var block = Read("A: 1\r\nB: 2\r\n\r\nbody\r\n\r\nmore\r\n");

        Text(block.Bytes).ShouldBe("A: 1\r\nB: 2\r\n");
        Text(block.Body.ToArray()).ShouldBe("body\r\n\r\nmore\r\n");
    }

    [Fact]
    public void A_message_without_an_empty_line_is_all_header() => Text(Read("A: 1\r\n").Bytes).ShouldBe("A: 1\r\n");

    [Fact]
    public void A_message_that_begins_with_an_empty_line_is_all_body()
    {
        var block = Read("\r\nbody\r\n");

        block.Bytes.IsEmpty.ShouldBeTrue();
        Text(block.Body.ToArray()).ShouldBe("body\r\n");
    }

    [Fact]
    public void Fields_are_replaced_with_their_continuation_lines_and_in_any_case() =>
        Text(Read("TO: a@b,\r\n c@d\r\nSubject: To: x\r\nto : e@f\r\nX-To: y\r\n\r\n").Replacing(["To"], "To: new@x\r\n"))
            .ShouldBe("Subject: To: x\r\nX-To: y\r\nTo: new@x\r\n");

    [Fact]
    public void A_line_that_is_no_field_is_kept_as_it_is() =>
        Text(Read("no field\r\nTo: a@b\r\n:odd\r\n\r\n").Replacing(["To"], "")).ShouldBe("no field\r\n:odd\r\n");

    [Fact]
    public void Whatever_is_not_replaced_keeps_every_byte()
    {
        var line = Gen.Byte.Where(octet => octet is not (10 or 13)).Array[0, 40].Select(bytes => (byte[])[.. bytes, 13, 10]);
        line.Array[0, 20].Sample(lines =>
        {
            var raw = lines.SelectMany(bytes => bytes).ToArray();
            var block = HeaderBlock.Read(new ReadOnlySequence<byte>(raw));
            var whole = block.Bytes.ToArray();
            var separator = raw.Length - whole.Length - block.Body.Length;
            block.Replacing([], "").ShouldBe(whole);
            separator.ShouldBeOneOf(0, 2);
            raw.Take(whole.Length).ShouldBe(whole);
            raw.Skip(raw.Length - (int)block.Body.Length).ShouldBe(block.Body.ToArray());
        });
    }

    private static HeaderBlock Read(string text) => HeaderBlock.Read(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(text)));

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
