using Mail2Alert.Configuration;
using Mail2Alert.Configuration.Mailrise;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Tests.Configuration.Mailrise;

public sealed class AppriseUrlTests
{
    [Theory]
    [InlineData("x://h", "to", "a", "x://h?to=a")]
    [InlineData("x://h?a=1", "to", "a", "x://h?a=1&to=a")]
    [InlineData("x://h?To=b&a=1", "to", "a", "x://h?a=1&to=a")]
    [InlineData("x://h?a=1;to=b", "to", "a", "x://h?a=1&to=a")]
    [InlineData("x://h?+X=1", "+x", "2", "x://h?+X=1&+x=2")]
    [InlineData("x://t/#ops?", "to", "a", "x://t/#ops?to=a")]
    public void An_option_takes_the_place_of_what_the_url_says(string url, string name, string value, string with) =>
        AppriseUrl.With(url, name, value).ShouldBe(with);

    [Theory]
    [InlineData("- x://h", "x://h")]
    [InlineData("- x://h:", "x://h")]
    [InlineData("- x://h: { to: a b&c, tag: t }", "x://h?to=a%20b%26c")]
    [InlineData("- x://h:\n    - to: a\n    - to: b\n      cc: c", "x://h?to=a x://h?to=b&cc=c")]
    [InlineData("- x://h:\n  to: [a, b]\n  tags: [t]", "x://h?to=a,b")]
    [InlineData("- x://h:\n    - to: a\n  cc: c", "x://h?cc=c&to=a")]
    [InlineData("- x://h?to=z: { to: a }\n- y://i", "x://h?to=a y://i")]
    public void Options_become_part_of_the_url(string urls, string read)
    {
        var problems = new Problems("file");
        string.Join(' ', new AppriseUrls(problems).Read(YamlReader.Read(urls, problems)!).Select(url => url.Value)).ShouldBe(read);
        problems.InOrder().ShouldBeEmpty();
    }
}
