namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class NetworksSectionTests
{
    [Theory]
    [InlineData("10.1.0.0/16", "10.1.0.0/16")]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.1.2.3/16", "10.1.0.0/16")]
    [InlineData("'::ffff:10.1.0.0/112'", "10.1.0.0/16")]
    [InlineData("'::ffff:10.1.2.3'", "10.1.2.3/32")]
    [InlineData("[ 127.0.0.0/8, '::1', 'fd00::/8' ]", "127.0.0.0/8 ::1/128 fd00::/8")]
    public void Reads_networks_and_addresses(string networks, string expected) =>
        string.Join(' ', Loaded.Valid($"networks: {networks}").Listeners[0].Rules.Networks).ShouldBe(expected);

    [Theory]
    [InlineData("10.1")]
    [InlineData("10.1/16")]
    [InlineData("10.0.0.0/33")]
    [InlineData("mail.example.com")]
    [InlineData("fe80::1%eth0")]
    public void Refuses_what_is_no_network(string network) => Loaded.Problems($"networks: [ '{network}' ]").ShouldBe(
        [$"1:13: error: 'networks' expects a network such as 10.1.0.0/16, or an address such as 10.1.2.3 or \"::1\", found '{network}'"]);
}
