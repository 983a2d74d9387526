using System.Text;
using CsCheck;
using Mail2Alert.Messages;

namespace Mail2Alert.Tests.Messages;

public sealed class EncodedWordsTests
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("=?utf-8?Q?a_b=C3=A4?=", "a bä")]
    [InlineData("=?UTF-8?b?w6TDtg==?=", "äö")]
    [InlineData("=?utf-8*en?Q?abc?=", "abc")]
    [InlineData("a =?utf-8?Q?b?= c", "a b c")]
    [InlineData("x=?utf-8?Q?y?=z", "xyz")]
    [InlineData("\"=?utf-8?Q?Uptime?=\" <a@b>", "\"Uptime\" <a@b>")]
    [InlineData("=?utf-8?Q?a?=\r\n =?iso-8859-1?Q?=E4?=", "aä")]
    public void Words_are_read(string raw, string text) => Of(raw).ShouldBe(text);

    [Theory]
    [InlineData("=?utf-8?Q?=C3?= =?utf-8?Q?=A4?=", "ä")]
    [InlineData("=?utf-8?B?8J+Y?=\r\n =?UTF-8?B?gA==?=", "😀")]
    [InlineData("=?utf-8?B?ww==?= =?utf-8?Q?=A4?=", "ä")]
    public void A_character_cut_by_two_words_is_whole_again(string raw, string text) => Of(raw).ShouldBe(text);

    [Theory]
    [InlineData("=?utf-8?Q?S=F6n?=", "Sön")]
    [InlineData("=?us-ascii?Q?S=C3=B6n?=", "Sön")]
    [InlineData("=?iso-8859-1?Q?=80?=", "€")]
    [InlineData("=?nonsense?Q?S=F6n?=", "Sön")]
    public void A_word_in_another_charset_than_it_says_is_read(string raw, string text) => Of(raw).ShouldBe(text);

    [Theory]
    [InlineData("=?utf-8?Q?a b?=", "a b")]
    [InlineData("=?utf-8?B?w6Q?=", "ä")]
    [InlineData("=?utf-8?B?w6Q= ?=", "ä")]
    [InlineData("=?utf-8?Q?100=?=", "100=")]
    [InlineData("=?utf-8?Q?100=zz?=", "100=zz")]
    [InlineData("=?utf-8?Q?really??=", "really?")]
    [InlineData("=?utf-8?Q??=", "")]
    public void A_word_that_breaks_the_rules_is_read_as_far_as_it_goes(string raw, string text) => Of(raw).ShouldBe(text);

    [Theory]
    [InlineData("=?utf-8?Q?abc")]
    [InlineData("=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?Q")]
    [InlineData("=??Q?a?=")]
    [InlineData("=?")]
    [InlineData("a =?= b")]
    public void What_is_no_word_stands_as_it_is_written(string raw) => Of(raw).ShouldBe(raw);

    [Fact]
    public void A_field_stays_one_line_whatever_is_encoded_in_it() => Of("=?utf-8?Q?a=0D=0AX-Evil:_b=00?=").ShouldBe("a  X-Evil: b");

    [Fact]
    public void Raw_letters_are_UTF_8_or_else_windows_1252()
    {
        EncodedWords.Decode([.. "S"u8, 0xC3, 0xB6, .. "n"u8]).ShouldBe("Sön");
        EncodedWords.Decode([.. "S"u8, 0xF6, .. "n =?utf-8?Q?=C3=A4?="u8]).ShouldBe("Sön ä");
    }

    [Fact]
    public void What_is_encoded_in_words_of_any_length_comes_back() =>
        Gen.Select(Gen.String[Gen.Char['\u00a0', '\u0fff'], 1, 60], Gen.Int[1, 20], Gen.Bool).Sample((text, size, isBase64) =>
        {
            var words = Encoding.UTF8.GetBytes(text).Chunk(size)
                .Select(piece => isBase64 ? $"=?utf-8?B?{Convert.ToBase64String(piece)}?=" : $"=?utf-8?Q?{string.Concat(piece.Select(octet => $"={octet:X2}"))}?=");
            Of(string.Join("\r\n ", words)).ShouldBe(text);
        });

    private static string Of(string raw) => EncodedWords.Decode(Encoding.Latin1.GetBytes(raw));
}
