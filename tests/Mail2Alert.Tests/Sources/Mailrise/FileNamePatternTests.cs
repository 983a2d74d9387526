using Mail2Alert.Sources.Mailrise;

namespace Mail2Alert.Tests.Sources.Mailrise;

public sealed class FileNamePatternTests
{
    // What Python's fnmatch.fnmatchcase answers.
    [Theory]
    [InlineData("ops", "ops", true)]
    [InlineData("ops", "Ops", false)]
    [InlineData("o?s", "ops", true)]
    [InlineData("o?s", "os", false)]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbb", false)]
    [InlineData("n[ao]s", "nas", true)]
    [InlineData("n[ao]s", "nis", false)]
    [InlineData("n[!ao]s", "nis", true)]
    [InlineData("n[!ao]s", "nas", false)]
    [InlineData("host[0-9]", "host7", true)]
    [InlineData("host[0-9]", "hostx", false)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[!]a]", "]", false)]
    [InlineData("a[b", "a[b", true)]
    [InlineData("[z-a]", "m", false)]
    [InlineData("[!z-a]", "m", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[\\d]", "5", false)]
    [InlineData("[\\d]", "\\", true)]
    [InlineData("a.c", "abc", false)]
    [InlineData("(a|b)+", "(a|b)+", true)]
    public void Answers_as_Python_does(string pattern, string text, bool isLike) => new FileNamePattern(pattern).IsLike(text).ShouldBe(isLike);
}
