using System.Text.RegularExpressions;
using Mail2Alert.Smtp.Authentication;
using Mail2Alert.Smtp.Tests.Authentication;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Telemetry;

public sealed partial class MetricTableTests
{
    private readonly TestServer _server = new(options =>
    {
        options.Authentication = new SmtpAuthenticationOptions(new FakeAuthenticator()) { AllowClear = _ => true };
        options.Tls = new() { SelectCertificate = _ => null };
        options.SpoolThreshold = 100_000;
    });

    [Fact]
    public void The_README_lists_every_instrument_as_it_is()
    {
        using var metrics = new RecordedMetrics(_server);

        var real = metrics.Instruments.Select(it => (it.Name, it.Unit!, it.Description!)).Order();

        Table().Select(row => (row.Name, row.Unit, row.Meaning)).Order().ShouldBe(real);
    }

    [Fact]
    public async Task And_the_tags_they_are_seen_with()
    {
        using var metrics = new RecordedMetrics(_server);
        await SeeMuchAsync();

        foreach (var row in Table())
        {
            if (metrics.TagsOf(row.Name) is { } tags)
            {
                tags.ShouldBe(row.Tags, $"tags of {row.Name}");
            }
        }

        metrics.TagsOf("smtp.server.session.duration").ShouldNotBeNull();
    }

    private async Task SeeMuchAsync()
    {
        await using (var client = await LoginServer.GreetedAsync(_server))
        {
            await client.SendAsync(LoginServer.RightPlain);
            await client.StartDataAsync();
            await client.SendAsync("x\r\n.\r\nX\r\nSTARTTLS\r\nX\r\n");
        }

        _server.Handler.OnConnect = _ => new SmtpReply(421, "4.7.0", "No");
        _server.Server.Metrics.ConnectionOpened(new SmtpPeer("c", null, null, null, false));
        await using var refused = _server.Connect();
        _server.Server.Spool.Disk.TryReserve(1);
    }

    private static IEnumerable<Row> Table() =>
        from Match row in Rows().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")))
        let tags = Regex.Matches(row.Groups["tags"].Value, "`([a-z]+)`").Select(tag => tag.Groups[1].Value)
        select new Row(row.Groups["name"].Value, row.Groups["unit"].Value, [.. tags], row.Groups["meaning"].Value);

    [GeneratedRegex(@"^\| `(?<name>smtp\.server\.[a-z_.]+)` \| (?<unit>\S+) \|(?<tags>[^|]*)\| (?<meaning>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    private sealed record Row(string Name, string Unit, IReadOnlyList<string> Tags, string Meaning);
}
