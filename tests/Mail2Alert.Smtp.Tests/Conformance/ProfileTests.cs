using Mail2Alert.Smtp.Conformance;
using Mail2Alert.Smtp.Tests.Support;

namespace Mail2Alert.Smtp.Tests.Conformance;

public class ProfileTests
{
    public static TheoryData<SmtpViolations, SmtpProfile> Everything =>
        [.. from dialect in Dialect.All from profile in Enum.GetValues<SmtpProfile>() select (dialect.Violation, profile)];

    public static TheoryData<SmtpViolations> OfContent =>
        [SmtpViolations.StrayLineEnd, SmtpViolations.Nul, SmtpViolations.UndeclaredEightBit, SmtpViolations.LongLine];

    [Theory, MemberData(nameof(Everything))]
    public async Task Forgives_or_refuses_each_rule_and_counts_it_either_way(SmtpViolations violation, SmtpProfile profile)
    {
        var (dialect, server) = (Of(violation), ServerWith(profile));
        var expected = profile switch { SmtpProfile.Strict => dialect.Strict, SmtpProfile.Normal => dialect.Normal, _ => null };
        await using var client = server.Connect();

        await SendAsync(client, dialect.WithData);

        server.Handler.Deliveries.Count.ShouldBe(expected is null ? 1 : 0);
        FirstRefusal(client).ShouldBe(expected);
        var lapse = server.Server.Options.Conformance.Snapshot().Single().Lapses.Single();
        (lapse.Rule.Violation, lapse.Count).ShouldBe((violation, 1));
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task Closes_the_connection_only_where_commands_cannot_be_trusted(SmtpViolations violation, SmtpProfile profile)
    {
        await using var client = ServerWith(profile).Connect();

        await SendAsync(client, Of(violation).WithData);

        client.Run.IsCompleted.ShouldBe(
            profile == SmtpProfile.Strict && violation is (SmtpViolations.EarlyCommand or SmtpViolations.BareLineFeed));
    }

    [Theory, MemberData(nameof(OfContent))]
    public async Task Refuses_the_same_in_chunks_and_keeps_the_session(SmtpViolations violation)
    {
        var server = ServerWith(SmtpProfile.Strict);
        await using var client = server.Connect();

        await SendAsync(client, Of(violation).WithChunk);

        FirstRefusal(client).ShouldBe(Of(violation).Strict);
        (await client.SendAsync("RCPT TO:<c@d>\r\n")).ShouldBe("503 5.5.1 Send MAIL first\r\n");
        await client.SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");
        (await client.SendAsync("BDAT 2 LAST\r\n\r\n")).ShouldContain("queued as");
        server.Handler.Deliveries.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("a\r", "\nb\r\n", null)]
    [InlineData("a\r", "b\r\n", "550 5.6.11")]
    [InlineData("a", "\r", "550 5.6.11")]
    [InlineData("a\r\n", "b", null)]
    public async Task Tells_a_line_end_cut_by_chunks_from_a_stray_one(string first, string second, string? refusal)
    {
        await using var client = ServerWith(SmtpProfile.Strict).Connect();

        await SendAsync(client, ["EHLO x\r\n", "MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n",
            $"BDAT {first.Length}\r\n{first}", $"BDAT {second.Length} LAST\r\n{second}"]);

        FirstRefusal(client).ShouldBe(refusal);
    }

    [Fact]
    public void Strict_forgives_nothing_and_legacy_everything()
    {
        SmtpRule.All.ShouldAllBe(rule => !rule.IsForgivenBy(SmtpProfile.Strict) && rule.IsForgivenBy(SmtpProfile.Legacy));
        SmtpRule.All.Select(rule => rule.Violation).ShouldBe(Enum.GetValues<SmtpViolations>().Skip(1));
        Dialect.All.Select(dialect => dialect.Violation).ShouldBe(SmtpRule.All.Select(rule => rule.Violation).Except([SmtpViolations.EarlyTalk]));
    }

    [Fact]
    public async Task A_client_that_keeps_all_rules_is_served_by_strict_and_nothing_is_counted()
    {
        var server = ServerWith(SmtpProfile.Strict);
        await using var client = server.Connect();

        await client.SendAsync("EHLO mail.example.org\r\n");
        await client.SendAsync("MAIL FROM:<> BODY=8BITMIME\r\nRCPT TO:<postmaster>\r\nDATA\r\n");
        await client.SendAsync($"\u00e9\r\n{new string('x', 4094)}\r\n.\r\nRSET\r\nMAIL FROM:<a@b>\r\n");
        await client.SendAsync("rcpt to:<c@[192.0.2.1]>  \r\n");
        await client.SendAsync("BDAT 4\r\na\r\nbBDAT 3 LAST\r\nb\r\nQUIT\r\n");

        FirstRefusal(client).ShouldBeNull();
        server.Handler.Deliveries.Count.ShouldBe(2);
        server.Server.Options.Conformance.Snapshot().Single().Lapses.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("EHLO mail_1.example.org", true)]
    [InlineData("EHLO [192.0.2.1]", true)]
    [InlineData("EHLO [IPv6:2001:db8::1]", true)]
    [InlineData("HELO printer", true)]
    [InlineData("HELO []", false)]
    [InlineData("HELO printer;", false)]
    [InlineData("HELO d\u00c3\u00bcse", false)]
    public async Task Strict_takes_names_and_addresses_for_names(string hello, bool isTaken)
    {
        await using var client = ServerWith(SmtpProfile.Strict).Connect();

        (await client.SendAsync(hello + "\r\n"))[..3].ShouldBe(isTaken ? "250" : "501");
    }

    [Fact]
    public async Task Without_EHLO_a_client_has_to_wait_behind_every_command()
    {
        await using var client = ServerWith(SmtpProfile.Strict).Connect();
        await client.SendAsync("HELO x\r\n");

        (await client.SendAsync("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n")).ShouldBe("554 5.5.1 Wait for the reply to this command; closing\r\n");

        (await client.Run).ShouldBe(Smtp.Sessions.SmtpSessionEnd.Refused);
    }

    [Fact]
    public async Task What_legacy_forgives_in_an_address_is_declared_for_those_behind()
    {
        var server = ServerWith(SmtpProfile.Legacy);
        await using var client = server.Connect();

        await SendAsync(client, Of(SmtpViolations.UndeclaredUtf8).WithData);

        server.Handler.Deliveries.Single().Envelope.Parameters.Utf8.ShouldBeTrue();
    }

    [Fact]
    public async Task What_legacy_forgives_of_a_greeting_leaves_the_name_unknown()
    {
        var server = ServerWith(SmtpProfile.Legacy);
        await using var client = server.Connect();

        await SendAsync(client, Of(SmtpViolations.NoHello).WithData);
        await SendAsync(client, Of(SmtpViolations.NamelessHello).WithData);

        FirstRefusal(client).ShouldBeNull();
        server.Handler.Deliveries.Select(delivery => delivery.Envelope.Peer.Hello).ShouldBe([null, null]);
    }

    [Fact]
    public async Task No_profile_lets_a_client_in_that_was_turned_away()
    {
        var server = ServerWith(SmtpProfile.Legacy);
        server.Handler.OnConnect = _ => new SmtpReply(554, "5.7.1", "No");
        await using var client = server.Connect();

        (await client.SendAsync("MAIL FROM:<a@b>\r\n")).ShouldBe("503 5.5.1 Only QUIT is possible here\r\n");
    }

    [Fact]
    public void The_README_has_every_rule_with_its_reply()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        foreach (var rule in SmtpRule.All)
        {
            var normal = rule.IsForgivenBy(SmtpProfile.Normal) ? "goes on" : "refused";
            readme.ShouldContain($"| `{rule.Name}` | {rule.Summary} | {rule.Source} | {rule.Refusal.Code} {rule.Refusal.Enhanced}{(rule.Closes ? ", closes" : "")} | {normal} |");
        }
    }

    private static Dialect Of(SmtpViolations violation) => Dialect.All.Single(dialect => dialect.Violation == violation);

    private static TestServer ServerWith(SmtpProfile profile) => new() { Listener = new SmtpListener { Profile = profile } };

    private static async Task SendAsync(TestClient client, IEnumerable<string> steps)
    {
        foreach (var step in steps.TakeWhile(_ => FirstRefusal(client) is null))
        {
            await client.SendAsync(step);
        }
    }

    // Code and enhanced code.
    private static string? FirstRefusal(TestClient client) =>
        client.Received.Split("\r\n").FirstOrDefault(line => line.StartsWith('5')) is { } line ? string.Join(' ', line.Split(' ')[..2]) : null;
}
