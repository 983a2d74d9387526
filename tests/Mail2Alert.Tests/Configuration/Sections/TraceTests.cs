using System.Net;

namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class TraceTests
{
    [Fact]
    public void Nobody_is_followed_unless_the_file_says_so() => Loaded.Valid("relay: a").Trace.ShouldBeEmpty();

    [Fact]
    public void Devices_are_named_by_address_or_network() =>
        Loaded.Valid("trace: [192.0.2.7, 10.0.0.0/8]").Trace.ShouldBe([IPNetwork.Parse("192.0.2.7/32"), IPNetwork.Parse("10.0.0.0/8")]);

    [Fact]
    public void To_follow_everybody_is_warned_of() =>
        Loaded.Problems("trace: 0.0.0.0/0").ShouldBe(["1:8: warning: '0.0.0.0/0' writes every line of everybody to the log"]);
}
