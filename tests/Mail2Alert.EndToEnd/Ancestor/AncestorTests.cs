using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Ancestor;

/// <summary>
/// What mail2alert-py does with the example of its README, mail by mail: which manager takes it (by MAIL FROM and RCPT TO, exactly), what its
/// rules answer, and what that makes of recipients, To and From. One difference is meant: a recipient that several rules name is told once.
/// </summary>
public sealed class AncestorTests
{
    private const string Alerts = "mail2alert@example.com";
    private const string Go = "go@example.com";
    private const string Cat = "cat@example.com";
    private const string SysAndOp = "sys@example.com op@example.com";

    public static TheoryData<string, string, string, string> Claimed => new()
    {
        // sender, recipient, subject, who is told
        { Go, Alerts, "Stage [ppp/1/build/1] is broken", Cat },
        { Go, Alerts, "Stage [ppp/1/build/1] is fixed", "" },
        { Go, Alerts, "Stage [ppp/1/build/1] failed", "" },
        { Go, Alerts, "Stage [ppp/1/build/1] passed", "" },
        { Go, Alerts, "Stage [ppp/1/build/1] is cancelled", "" },
        { Go, Alerts, "Stage [qqq/1/build/1] is broken", "" },
        { Go, Alerts, "Stage [ppp-release-1.2/1/build/1] is broken", Cat },
        { Go, Alerts, "Stage [ppp-release-1.2/1/build/1] is fixed", Cat },
        { Go, Alerts, "Stage [ppp-release-1.2/1/build/1] failed", "" },
        { Go, Alerts, "Stage [qqq-release-1.2/1/build/1] is broken", "" },
        { "anyone@example.com", Alerts, "Stage [ppp/1/build/1] is broken", Cat },
        { Go, Alerts, "Server Backup Completed Successfully", "" },
        { Go, "root@example.com", "Server Backup Completed Successfully", SysAndOp },
        { Go, "root@example.com", "BACKUP of SERVERS failed", SysAndOp },
        { Go, "root@example.com", "Backup failed", "" },
        { Go, "root@example.com", "Stage [ppp/1/build/1] is broken", "" },
    };

    public static TheoryData<string, string> NotClaimed => new()
    {
        { "anyone@example.com", "root@example.com" },
        { "anyone@example.com", "Mail2Alert@example.com" },
        { "GO@example.com", "root@example.com" },
    };

    [Theory]
    [MemberData(nameof(Claimed))]
    public async Task Its_example_tells_the_same_people(string sender, string recipient, string subject, string told)
    {
        await using var gocd = await GoCdAsync();
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync(AncestorConfiguration.With(gocd.Url, relay.Port));
        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject(subject, recipient, sender))).Code.ShouldBe(250);
        var recipients = told.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        relay.Mails.SelectMany(mail => mail.Recipients).ShouldBe(recipients, ignoreOrder: true);
        relay.Mails.ShouldAllBe(mail => mail.Sender == sender && mail.Field("From") == sender);
        relay.Mails.ShouldAllBe(mail => mail.Field("To") == string.Join(", ", recipients) && mail.Field("X-Peer") == "127.0.0.1");
    }

    [Theory]
    [MemberData(nameof(NotClaimed))]
    public async Task What_its_managers_do_not_want_goes_on_unchanged(string sender, string recipient)
    {
        await using var gocd = await GoCdAsync();
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync(AncestorConfiguration.With(gocd.Url, relay.Port));
        var mail = ProbeMail.Subject("Stage [ppp/1/build/1] is broken", recipient, sender);
        (await SmtpProbe.DeliverAsync(program.Port, mail)).Code.ShouldBe(250);
        var arrived = relay.Mails.ShouldHaveSingleItem();
        arrived.Recipients.ShouldBe([recipient]);
        arrived.Sender.ShouldBe(sender);
        arrived.Field("X-Peer").ShouldBe("127.0.0.1");
        arrived.Text.ShouldEndWith(System.Text.Encoding.Latin1.GetString(mail.Content));
    }

    [Fact]
    public async Task History_makes_BREAKS_of_failed_and_FIXED_of_passed()
    {
        await using var gocd = await GoCdAsync();
        gocd.History = FakeGoCd.Row("ppp/1/build/1", "Success") + FakeGoCd.Row("ppp-release-1/1/build/1", "Failure");
        await using var relay = new FakeRelay();
        await using var program = await RunningProgram.StartAsync(AncestorConfiguration.With(gocd.Url, relay.Port));
        string[] subjects = ["Stage [ppp/2/build/1] failed", "Stage [ppp/3/build/1] failed", "Stage [ppp-release-1/2/build/1] passed", "Stage [ppp-release-1/3/build/1] passed"];
        foreach (var subject in subjects)
            (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject(subject, Alerts, Go))).Code.ShouldBe(250);
        relay.Mails.Select(mail => mail.Field("Subject")).ShouldBe([subjects[0], subjects[2]]);
    }

    private static async Task<FakeGoCd> GoCdAsync()
    {
        var gocd = await FakeGoCd.StartAsync();
        gocd.Groups = new Dictionary<string, string[]> { ["my-group"] = ["ppp"], ["other"] = ["qqq"] };
        return gocd;
    }
}
