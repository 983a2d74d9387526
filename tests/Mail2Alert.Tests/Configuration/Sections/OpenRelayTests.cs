namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class OpenRelayTests
{
    private static readonly string[] PublicAddresses =
        ["0.0.0.0:25", "'*:25'", "192.0.2.1:25", "'[::]:25'", "'[2001:db8::1]:25'", "'[::ffff:192.0.2.1]:25'", "mail.example.com:25", "'systemd:'", "lmtp://0.0.0.0:24"];

    private static readonly string[] PrivateAddresses =
        ["127.0.0.1:25", "10.0.0.1:25", "'[::1]:25'", "'[fd00::1]:25'", "'[::ffff:10.0.0.1]:25'", "localhost:25"];

    private static readonly string[] Everybody =
    [
        "0.0.0.0/0", "'::/0'", "[ 0.0.0.0/1, 128.0.0.0/1 ]", "[ 10.0.0.0/8, 128.0.0.0/1, 0.0.0.0/1, 127.0.0.0/8 ]", "0.0.0.0/1", "'2000::/3'",
        "[ '::/1', '8000::/1' ]", "[ 0.0.0.0/2, 64.0.0.0/2, 128.0.0.0/2, 192.0.0.0/3 ]", "'::ffff:0.0.0.0/96'", "[ '2000::/4', '3000::/4' ]",
    ];

    private static readonly string[] Some =
        ["10.0.0.0/8", "192.0.2.1", "[ 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 'fc00::/7' ]", "224.0.0.0/3", "17.0.0.0/8", "'2001:db8::/32'", "[]"];

    private static readonly string[] AnyRecipient =
        ["", "recipients: '*'", "recipients: '*@*'", "recipients: [ a@example.com, '*@*.com' ]", "recipients: /@/", "recipients: '/\\.net$/'", "recipients: '/^[a-m]/'", "senders: '*@example.com'"];

    private static readonly string[] OwnRecipients =
        ["recipients: '*@alerts.example.com'", "recipients: alerts@example.com", "recipients: '/@(a|b)[.]example[.]com$/'", "recipients: '*@*.example.com'"];

    public static MatrixTheoryData<string, string, string> Open => new(PublicAddresses, Everybody, AnyRecipient);

    public static MatrixTheoryData<string, string, string> Trusting => new(PrivateAddresses, Everybody, AnyRecipient);

    public static MatrixTheoryData<string, string, string> Closed => new([.. PublicAddresses, .. PrivateAddresses], Some, [.. AnyRecipient, .. OwnRecipients]);

    public static MatrixTheoryData<string, string, string> Receiving => new([.. PublicAddresses, .. PrivateAddresses], Everybody, OwnRecipients);

    [Theory]
    [MemberData(nameof(Open), DisableDiscoveryEnumeration = true)]
    public void Everybody_on_a_public_address_for_anybody_with_a_relay_is_refused(string address, string networks, string keys)
    {
        Own(address, networks, keys).ShouldHaveSingleItem().ShouldStartWith("4:15: error: everybody could send mail to anybody through");
        Loaded.Problems(File(address, networks, keys, relay: "")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Trusting), DisableDiscoveryEnumeration = true)]
    public void Everybody_on_a_private_address_is_warned_of_and_refused_behind_a_balancer(string address, string networks, string keys)
    {
        Own(address, networks, keys).ShouldHaveSingleItem().ShouldStartWith("4:15: warning: everybody who reaches");
        Own(address, networks, keys, "proxies: 10.0.0.5").ShouldHaveSingleItem().ShouldStartWith("4:15: error: everybody could send");
    }

    [Theory]
    [MemberData(nameof(Closed), DisableDiscoveryEnumeration = true)]
    public void Known_networks_are_nothing_to_tell_of(string address, string networks, string keys) =>
        Own(address, networks, keys).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Receiving), DisableDiscoveryEnumeration = true)]
    public void Everybody_may_send_to_recipients_that_are_named(string address, string networks, string keys) =>
        Own(address, networks, keys).ShouldBeEmpty();

    [Theory]
    [InlineData("0.0.0.0:25", "[ 16.0.0.0/7, 18.0.0.0/8 ]")]
    [InlineData("'[::]:25'", "'2400::/9'")]
    public void A_large_part_of_the_internet_is_warned_of(string address, string networks) =>
        Own(address, networks, "").ShouldHaveSingleItem().ShouldStartWith("4:15: warning: a large part of the internet can send mail to anybody");

    [Fact]
    public void What_the_file_says_for_all_is_told_where_it_stands() => Loaded.Problems("""
        relay: a
        networks: 0.0.0.0/0
        listeners: [ '*:25', { url: '*:26', networks: 10.0.0.1 } ]
        """).ShouldBe(
    [
        "2:11: error: everybody could send mail to anybody through '*:25': an open relay; "
            + "name the networks that may send, or under the listener's 'recipients' whom the mail may be for",
    ]);

    [Fact]
    public void A_Unix_socket_is_no_way_in_for_the_internet() =>
        Loaded.Problems("relay: a\nnetworks: 0.0.0.0/0\nlisteners: unix:/a").ShouldBeEmpty();

    [Fact]
    public void The_old_file_may_not_be_opened_to_everybody_either() =>
        Loaded.Problems("networks: 0.0.0.0/0\nlocal-smtp: 0.0.0.0:25\nremote-smtp: a\nmanagers: []")
            .ShouldContain(problem => problem.Contains("error: everybody could send"));

    private static string[] Own(string address, string networks, string keys, string more = "") =>
        Loaded.Problems(File(address, networks, keys, $"relay: a\n{more}"));

    private static string File(string address, string networks, string keys, string relay) => $"""
        listeners:
          - url: {address}
            {keys}
            networks: {networks}
        {relay}
        """;
}
