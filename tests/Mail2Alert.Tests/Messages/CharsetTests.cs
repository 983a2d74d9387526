using System.Text;
using CsCheck;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("utf-8", "C3A4", "ä")]
    [InlineData("\"UTF8\"", "C3A4", "ä")]
    [InlineData("UTF_8", "C3A4", "ä")]
    [InlineData("iso-8859-1", "E4", "ä")]
    [InlineData("windows-1251", "C4", "Д")]
    [InlineData("cp1251", "C4", "Д")]
    [InlineData("win-1251", "C4", "Д")]
    [InlineData("koi8-r", "E4", "Д")]
    [InlineData("gb18030", "D6D0", "中")]
    [InlineData("Shift_JIS", "8365", "テ")]
    [InlineData("iso-2022-jp", "1B2442254625391B2842", "テス")]
    [InlineData("utf-16be", "00E4", "ä")]
    [InlineData("ANSI_X3.4-1968", "61", "a")]
    public void A_charset_is_known_under_the_names_that_senders_use(string name, string hex, string text)
    {
        Charset.Decode(Convert.FromHexString(hex), name).ShouldBe(text);
        Charset.IsKnown(name).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x-unknown")]
    [InlineData("unknown-8bit")]
    [InlineData("us-ascii")]
    [InlineData("ANSI_X3.4-1968")]
    [InlineData("iso-8859-1")]
    public void Where_nothing_else_is_certain_it_is_UTF_8_if_that_is_possible_and_else_windows_1252(string? name)
    {
        Charset.Decode([0xC3, 0xA4], name).ShouldBe("ä");
        Charset.Decode([0xE4, 0x80], name).ShouldBe("ä€");
    }

    [Fact]
    public void What_is_named_UTF_8_and_is_not_is_windows_1252()
    {
        Charset.Decode([0x53, 0xF6, 0x6E], "utf-8").ShouldBe("Sön");
        Charset.Decode([0xC3, 0xA4, 0xFF], "utf-8").ShouldBe("ä\uFFFD");
    }

    [Fact]
    public void A_text_that_is_cut_inside_its_last_character_is_UTF_8_all_the_same() =>
        Charset.Decode([0xC3, 0xA4, 0xF0, 0x9F, 0x98], null).ShouldBe("ä\uFFFD");

    [Fact]
    public void A_byte_order_mark_tells_the_charset_and_is_no_text()
    {
        Charset.Decode([0xEF, 0xBB, 0xBF, 0x61], "iso-8859-1").ShouldBe("a");
        Charset.Decode([0xFF, 0xFE, 0x61, 0x00], null).ShouldBe("a");
        Charset.Decode([0xFE, 0xFF, 0x00, 0x61], "utf-8").ShouldBe("a");
    }

    [Fact]
    public void Nobody_knows_what_nobody_registered() => Charset.IsKnown("x-unknown").ShouldBeFalse();

    [Fact]
    public void Whatever_is_UTF_8_comes_through_whatever_it_is_called() =>
        Gen.Select(Gen.String, Gen.Int[0, 4]).Sample((text, index) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            string?[] names = [null, "utf-8", "us-ascii", "nonsense", "latin1"];
            if (bytes is not [0xEF, 0xBB, 0xBF, ..])
                Charset.Decode(bytes, names[index]).ShouldBe(Encoding.UTF8.GetString(bytes));
        });
}
