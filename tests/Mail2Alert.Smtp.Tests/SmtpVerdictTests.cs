using Mail2Alert.Smtp.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Mail2Alert.Smtp.Tests;

public class SmtpVerdictTests
{
    private static readonly SmtpReply Later = new(452, "4.2.2", "Full");
    private static readonly SmtpReply Never = new(550, "5.1.1", "Nobody");

    [Fact]
    public void One_reply_is_a_verdict_for_all()
    {
        SmtpVerdict verdict = Never;

        verdict.Safest.ShouldBe(Never);
        verdict.For(0).ShouldBe(Never);
        verdict.For(99).ShouldBe(Never);
    }

    [Fact]
    public void Of_several_SMTP_hears_the_safest()
    {
        SmtpVerdict.ForEach([SmtpReplies.Accepted, Never, Later]).Safest.ShouldBe(Later);
        SmtpVerdict.ForEach([SmtpReplies.Accepted, Never]).Safest.ShouldBe(Never);
        SmtpVerdict.ForEach([SmtpReplies.Accepted, SmtpReplies.RecipientAccepted]).Safest.ShouldBe(SmtpReplies.Accepted);
    }

    public static TheoryData<int> WrongCounts => [0, 1, 3];

    [Theory, MemberData(nameof(WrongCounts))]
    public async Task Replies_for_more_or_fewer_than_the_recipients_are_a_bug_and_nobodys_acceptance(int count)
    {
        var server = NewLmtp(SmtpVerdict.ForEach([.. Enumerable.Repeat(SmtpReplies.Accepted, count)]));
        await using var client = server.Connect();

        (await SendAsync(client)).ShouldMatch("^(451 4.3.0 Internal error, try again later \\([0-9A-Z]{16}\\)\r\n){2}$");
        server.Log.Lines.ShouldContain(line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task No_verdict_at_all_is_a_bug()
    {
        await using var client = NewLmtp(default).Connect();

        (await SendAsync(client)).ShouldStartWith("451 4.3.0");
    }

    [Fact]
    public async Task Only_one_of_several_accepted_is_told_by_the_log()
    {
        var server = NewLmtp(SmtpVerdict.ForEach([Never, SmtpReplies.Accepted]));
        await using var client = server.Connect();
        await SendAsync(client);

        server.Log.Lines.Single(line => line.Id == 1000).Text.ShouldContain("1 of 2 recipients accepted");
    }

    [Fact]
    public async Task An_exception_is_the_same_reply_for_every_recipient()
    {
        var server = NewLmtp(default);
        server.Handler.OnMessage = (_, _) => throw new InvalidOperationException("bug");
        await using var client = server.Connect();

        (await SendAsync(client)).Split("\r\n").Count(line => line.StartsWith("451 4.3.0", StringComparison.Ordinal)).ShouldBe(2);
    }

    private static TestServer NewLmtp(SmtpVerdict verdict)
    {
        var server = new TestServer { Listener = new SmtpListener { Protocol = SmtpProtocol.Lmtp } };
        server.Handler.OnMessage = (_, _) => new(verdict);
        return server;
    }

    private static async Task<string> SendAsync(TestClient client)
    {
        await client.SendAsync("LHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@b>\r\nDATA\r\n");
        return await client.SendAsync("x\r\n.\r\n");
    }
}
