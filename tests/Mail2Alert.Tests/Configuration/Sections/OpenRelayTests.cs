namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class OpenRelayTests
{
    [Theory]
    [InlineData("smtp://0.0.0.0:25", "0.0.0.0/0")]
    [InlineData("'*:25'", "'::/0'")]
    [InlineData("smtp://192.0.2.1:25", "0.0.0.0/0")]
    [InlineData("smtp://mail.example.com:25", "0.0.0.0/0")]
    public void Everybody_on_a_public_address_with_a_relay_is_refused(string listener, string network) =>
        Loaded.Problems($"networks: {network}\nlisteners: {listener}\nrelay: a").ShouldContain(problem => problem.Contains("error: everybody could send"));

    [Theory]
    [InlineData("smtp://10.0.0.1:25", "0.0.0.0/0", "relay: a")]
    [InlineData("smtp://0.0.0.0:25", "10.0.0.0/8", "relay: a")]
    [InlineData("smtp://0.0.0.0:25", "0.0.0.0/0", "")]
    [InlineData("localhost:2525", "0.0.0.0/0", "relay: a")]
    public void A_private_address_or_known_networks_or_no_relay_are_not(string listener, string network, string relay) =>
        Loaded.Problems($"networks: {network}\nlisteners: {listener}\n{relay}").ShouldNotContain(problem => problem.Contains("error:"));

    [Fact]
    public void The_old_file_may_not_be_opened_to_everybody_either() =>
        Loaded.Problems("networks: 0.0.0.0/0\nlocal-smtp: 0.0.0.0:25\nremote-smtp: a\nmanagers: []")
            .ShouldContain(problem => problem.Contains("error: everybody could send"));
}
