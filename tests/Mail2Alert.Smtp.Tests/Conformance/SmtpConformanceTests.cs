using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests.Conformance;

public class SmtpConformanceTests
{
    private static readonly string[] Sloppy = ["EHLO nas\r\n", "MAIL FROM: <a@b>\r\n", "RCPT TO:<c@d>\r\n", "DATA\r\n", "x\ny\r\n.\r\n", "QUIT\r\n"];

    private readonly TestServer _server = new(options => options.Conformance = new SmtpConformance(maxClients: 3));

    private SmtpConformance Conformance => _server.Server.Options.Conformance;

    [Fact]
    public async Task Tells_of_each_client_what_it_did()
    {
        var first = _server.Time.GetUtcNow();
        await VisitAsync("192.0.2.1");
        _server.Time.Advance(TimeSpan.FromHours(1));
        await VisitAsync("192.0.2.1");

        var client = Conformance.Snapshot().Single();
        client.ShouldBe(new SmtpClientConduct("192.0.2.1", "smtp", SmtpProfile.Normal)
        {
            Hello = "nas",
            FirstSeen = first,
            LastSeen = first + TimeSpan.FromHours(1),
            Connections = 2,
            Messages = 2,
            Lapses = client.Lapses,
        });
        client.Lapses.Select(lapse => (lapse.Rule.Name, lapse.Count, lapse.Last, lapse.Example)).ShouldBe(
        [
            ("space_after_colon", 2, client.LastSeen, "MAIL FROM: <a@b>"),
            ("stray_line_end", 2, client.LastSeen, $"message {_server.Handler.Deliveries[^1].Message.Id}"),
        ]);
    }

    [Fact]
    public async Task Takes_the_64_bits_of_an_IPv6_network_for_one_client()
    {
        await VisitAsync("2001:db8:0:1::5");
        await VisitAsync("2001:db8:0:1:ffff::6");
        await VisitAsync("2001:db8:0:2::5");

        Conformance.Snapshot().Select(client => (client.Client, client.Connections)).ShouldBe([("2001:db8:0:2::/64", 1), ("2001:db8:0:1::/64", 2)]);
    }

    [Fact]
    public async Task Forgets_the_client_that_was_not_seen_for_longest()
    {
        foreach (var address in (string[])["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.1", "192.0.2.4"])
        {
            await VisitAsync(address);
        }

        Conformance.Snapshot().Select(client => client.Client).ShouldBe(["192.0.2.4", "192.0.2.1", "192.0.2.3"]);
    }

    [Fact]
    public async Task Tells_the_log_once_for_each_client_and_rule()
    {
        await VisitAsync("192.0.2.1");
        await VisitAsync("192.0.2.1");
        await VisitAsync("192.0.2.2");

        var lines = _server.Log.Lines.Where(line => line.Id == 1040).ToList();
        lines.Count.ShouldBe(4);
        lines[0].Level.ShouldBe(LogLevel.Information);
        lines[0].Text.ShouldBe("Client 192.0.2.1 on smtp puts a space behind FROM: or TO: (RFC 5321 §3.3), forgiven by profile Normal: MAIL FROM: <a@b>");
    }

    [Fact]
    public async Task Shows_neither_passwords_nor_content_nor_what_moves_a_cursor()
    {
        await using var client = _server.Connect();
        foreach (var step in (string[])["EHLO n\u00e2\u0080\u00aes\r\n", "AUTH PLAIN c2VjcmV0\n", "c2VjcmV0\n", "DATA secret\r\nsecret\r\n", $"MAIL FROM:{new string('x', 300)}\r\n"])
        {
            await client.SendAsync(step);
        }

        var shown = Conformance.Snapshot().Single();
        shown.Hello.ShouldBe("n?s");
        shown.Lapses.Select(lapse => lapse.Example!).ShouldAllBe(text => !text.Contains("ecre") && !text.Contains("2VjcmV0") && text.Length <= 80);
        shown.Lapses.Select(lapse => lapse.Example).ShouldContain("DATA");
        _server.Log.Lines.ShouldAllBe(line => !line.Text.Contains("2VjcmV0") && !line.Text.Contains("secret"));
    }

    [Fact]
    public async Task Goes_on_from_where_an_earlier_server_was()
    {
        await VisitAsync("192.0.2.1");
        var after = new TestServer();
        after.Server.Options.Conformance.Restore(Conformance.Snapshot());

        await VisitAsync("192.0.2.1", after);

        var client = after.Server.Options.Conformance.Snapshot().Single();
        (client.Connections, client.Messages, client.FirstSeen).ShouldBe((2, 2, Conformance.Snapshot().Single().FirstSeen));
        client.Lapses.Select(lapse => lapse.Count).ShouldBe([2, 2]);
        after.Log.Lines.ShouldNotContain(line => line.Id == 1040);
    }

    [Fact]
    public async Task Restores_no_more_than_there_is_room_for_and_changes_nobody_it_knows()
    {
        await VisitAsync("192.0.2.1");

        Conformance.Restore(Enumerable.Range(0, 100).Select(i => new SmtpClientConduct($"192.0.2.{i}", "smtp", SmtpProfile.Normal)));

        Conformance.Snapshot().Select(client => client.Client).ShouldBe(["192.0.2.1", "192.0.2.0"]);
        Conformance.Snapshot()[0].Messages.ShouldBe(1);
    }

    [Fact]
    public async Task Says_when_there_is_news()
    {
        var before = Conformance.Changes;
        await using var client = _server.Connect();
        Conformance.Changes.ShouldBeGreaterThan(before);
        before = Conformance.Changes;

        await client.SendAsync("EHLO x\r\nNOOP\n");

        Conformance.Changes.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Loses_no_count_when_many_come_at_once()
    {
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (i, _) => await VisitAsync($"192.0.2.{i % 3}"));

        Conformance.Snapshot().Sum(client => client.Messages).ShouldBe(200);
        Conformance.Snapshot().Sum(client => client.Lapses.Sum(lapse => lapse.Count)).ShouldBe(400);
    }

    [Fact]
    public void Needs_room_for_one_client() => Should.Throw<ArgumentOutOfRangeException>(() => new SmtpConformance(0));

    private async Task VisitAsync(string address, TestServer? server = null)
    {
        await using var client = (server ?? _server).Connect(address: address);
        foreach (var step in Sloppy)
        {
            await client.SendAsync(step);
        }
    }
}
