namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class ListenersSectionTests
{
    private const string Expected = "an address such as smtp://127.0.0.1:2525, '*:25' or '[::1]:25'";

    [Theory]
    [InlineData("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525")]
    [InlineData("127.0.0.1:2525", "smtp://127.0.0.1:2525")]
    [InlineData("localhost", "smtp://localhost:25")]
    [InlineData("'*:25'", "smtp://*:25")]
    [InlineData("smtp://0.0.0.0:25", "smtp://0.0.0.0:25")]
    [InlineData("'[::]:2525'", "smtp://[::]:2525")]
    [InlineData("[ 'a:1', 'smtp://b:2' ]", "smtp://a:1 smtp://b:2")]
    public void Reads_one_or_several(string listeners, string expected) =>
        string.Join(' ', Loaded.Valid($"listeners: {listeners}").Listeners).ShouldBe(expected);

    [Theory]
    [InlineData("smtp://127.0.0.1:70000")]
    [InlineData("':25'")]
    [InlineData("http://localhost:25")]
    [InlineData("'[::1'")]
    [InlineData("'[1.2.3.4]:25'")]
    [InlineData("two words")]
    public void Refuses_what_is_no_address(string listener) =>
        Loaded.Problems($"listeners: {listener}").ShouldBe([$"1:12: error: 'listeners' expects {Expected}, found '{listener.Trim('\'')}'"]);

    [Fact]
    public void A_handshake_first_needs_a_certificate() => Loaded.Problems("""
        listeners:
          - smtps://0.0.0.0:4650
          - { url: 'smtp://a', tls: required }
        """).ShouldBe(
    [
        "2:3: error: smtps:// needs a certificate; add 'tls: { certificate: FILE, key: FILE }'",
        $"3:5: error: 'listeners' expects {Expected}, found a mapping",
    ]);

    [Fact]
    public void Refuses_the_same_address_twice() =>
        Loaded.Problems("listeners: [ 'a:1', 'smtp://a:1' ]").ShouldBe(["1:21: error: 'smtp://a:1' is listed twice"]);

    [Fact]
    public void Refuses_an_empty_list() =>
        Loaded.Problems("listeners: []").ShouldBe([$"1:12: error: 'listeners' expects at least {Expected}"]);
}
