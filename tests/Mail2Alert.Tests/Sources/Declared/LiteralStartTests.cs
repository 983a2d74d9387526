using System.Text.RegularExpressions;
using Mail2Alert.Sources.Declared;

namespace Mail2Alert.Tests.Sources.Declared;

public sealed class LiteralStartTests
{
    [Theory]
    [InlineData(@"^SMART error \(\w+\)", "SMART error (")]
    [InlineData(@"^\*\* [A-Z]+ Alert", "** ")]
    [InlineData(@"^\[Fail2Ban\] ", "[Fail2Ban] ")]
    [InlineData("^abc?d", "ab")]
    [InlineData("^abc*", "ab")]
    [InlineData("^abc{0,2}", "ab")]
    [InlineData("^abc+", "abc")]
    [InlineData("^abc$", "abc")]
    [InlineData("^x(a|b)", "x")]
    [InlineData("^x[|]y", "x")]
    [InlineData(@"^x\|y", "x|y")]
    [InlineData("^", "")]
    [InlineData("^a|b", "")]
    [InlineData(@"^a[)]|b", "")]
    [InlineData("abc", "")]
    [InlineData("(?i)^abc", "")]
    [InlineData(@"^\d", "")]
    [InlineData(@"^\x41", "")]
    [InlineData(@"\Aabc", "")]
    public void Is_what_every_match_begins_with(string pattern, string start) =>
        LiteralStart.Of(new Regex(pattern)).ShouldBe(start);

    [Theory]
    [InlineData(RegexOptions.IgnoreCase)]
    [InlineData(RegexOptions.Multiline)]
    [InlineData(RegexOptions.IgnorePatternWhitespace)]
    public void Is_nothing_where_an_option_changes_what_a_letter_means(RegexOptions options) =>
        LiteralStart.Of(new Regex("^abc", options)).ShouldBeEmpty();
}
