using System.Net;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class ProxiesTests
{
    [Fact]
    public void Nobodys_proxy_header_is_believed_unless_the_file_says_so() => Loaded.Valid("relay: a").Proxies.ShouldBeEmpty();

    [Fact]
    public void Balancers_are_named_by_address_or_network() =>
        Loaded.Valid("proxies: [10.0.0.5, 10.1.0.0/16]").Proxies.ShouldBe([IPNetwork.Parse("10.0.0.5/32"), IPNetwork.Parse("10.1.0.0/16")]);

    [Fact]
    public void Says_what_is_wrong() => Loaded.Problems("proxies: haproxy").ShouldBe(
        ["1:10: error: 'proxies' expects a network such as 10.1.0.0/16, or an address such as 10.1.2.3 or \"::1\", found 'haproxy'"]);

    [Fact]
    public void To_believe_everybody_is_warned_of() =>
        Loaded.Problems("proxies: 0.0.0.0/0").ShouldBe(["1:10: warning: '0.0.0.0/0' lets everybody claim any address"]);
}
