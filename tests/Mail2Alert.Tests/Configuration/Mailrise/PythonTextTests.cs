using Mail2Alert.Configuration.Mailrise;
using Mail2Alert.Configuration.Yaml;

namespace Mail2Alert.Tests.Configuration.Mailrise;

public sealed class PythonTextTests
{
    // str(yaml.full_load(text)) of PyYAML.
    [Theory]
    [InlineData("secret", "secret")]
    [InlineData("yes", "True")]
    [InlineData("Off", "False")]
    [InlineData("y", "y")]
    [InlineData("123", "123")]
    [InlineData("0123", "83")]
    [InlineData("0x1F", "31")]
    [InlineData("0b101", "5")]
    [InlineData("1_000", "1000")]
    [InlineData("+7", "7")]
    [InlineData("-12", "-12")]
    [InlineData("089", "089")]
    [InlineData("99999999999999999999999999", "99999999999999999999999999")]
    public void A_text_without_quotes_is_what_Python_made_of_it(string written, string text) =>
        PythonText.Of(new YamlValue.Text(Position.Start, written, written, IsPlain: true)).ShouldBe(text);

    [Fact]
    public void A_text_in_quotes_is_itself() => PythonText.Of(new YamlValue.Text(Position.Start, "yes", "yes", IsPlain: false)).ShouldBe("yes");
}
