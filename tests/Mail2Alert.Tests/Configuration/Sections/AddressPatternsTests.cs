namespace Mail2Alert.Tests.Configuration.Sections;

public sealed class AddressPatternsTests
{
    private const string Expected = "an address such as nas@example.com, '*@example.com', a /regular expression/, or '<>' for the null sender";

    [Theory]
    [InlineData("nas@example.com", "NAS@Example.COM", true)]
    [InlineData("nas@example.com", "nas@example.com.evil.net", false)]
    [InlineData("nas@example.com", "xnas@example.com", false)]
    [InlineData("*@example.com", "anybody@example.com", true)]
    [InlineData("*@example.com", "anybody@sub.example.com", false)]
    [InlineData("*@example.com", "\"a@b\"@example.com", true)]
    [InlineData("*@example.com", "\"a@example.com\"@evil.net", false)]
    [InlineData("*@mail*", "\"a@mail\"@evil.net", false)]
    [InlineData("*@*.example.com", "a@sub.example.com", true)]
    [InlineData("*@*.example.com", "a@example.com", false)]
    [InlineData("backup-??@*", "backup-07@nas.lan", true)]
    [InlineData("backup-??@*", "backup-7@nas.lan", false)]
    [InlineData("a.b@example.com", "axb@example.com", false)]
    [InlineData("root", "root", true)]
    [InlineData("root", "root@example.com", false)]
    [InlineData("*", "root", true)]
    [InlineData("*", "a@b", true)]
    [InlineData("/^backup-.*@/", "Backup-7@nas.lan", true)]
    [InlineData("/^backup-.*@/", "x-backup-7@nas.lan", false)]
    [InlineData("bank@example.com", "ban\u212A@example.com", false)]
    public void Names_addresses_without_regard_to_case(string pattern, string address, bool named) => Names(pattern, address).ShouldBe(named);

    [Theory]
    [InlineData("<>", true)]
    [InlineData("*", false)]
    [InlineData("*@*", false)]
    [InlineData("/^/", false)]
    [InlineData("[ a@b, '<>' ]", true)]
    public void The_null_sender_is_named_by_its_own_pattern_only(string pattern, bool named) => Names(pattern, "").ShouldBe(named);

    [Theory]
    [InlineData("example.com", "; a whole domain is written '*@' and the domain")]
    [InlineData("@example.com", "; a whole domain is written '*@' and the domain")]
    [InlineData("a@b@c", "")]
    [InlineData("<a@b>", "")]
    [InlineData("a b@c", "")]
    public void Tells_what_is_no_address(string pattern, string hint) => Loaded.Problems($"listeners: {{ url: a, senders: '{pattern}' }}")
        .ShouldBe([$"1:31: error: 'senders' expects {Expected}, found '{pattern}'{hint}"]);

    [Theory]
    [InlineData("/a(/", "'/a(/' is not a regular expression: insufficient closing parentheses, at character 2")]
    [InlineData("/a", "'senders' expects a regular expression between '/' and '/', found '/a'")]
    [InlineData("[]", $"'senders' expects {Expected}, found an empty list")]
    public void Tells_what_is_no_rule(string pattern, string problem) =>
        Loaded.Problems($"listeners: {{ url: a, senders: {pattern} }}").ShouldBe([$"1:31: error: {problem}"]);

    private static bool Names(string patterns, string address)
    {
        var quoted = patterns.StartsWith('[') ? patterns : $"'{patterns}'";
        var read = Loaded.Valid($"listeners: {{ url: '127.0.0.1', senders: {quoted} }}").Listeners.Single().Rules.Senders!;
        return read.Any(pattern => pattern.Names(TestPath.Of(address)));
    }
}
