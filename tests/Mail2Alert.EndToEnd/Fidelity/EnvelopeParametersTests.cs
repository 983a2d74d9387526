using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Fidelity;

public sealed class EnvelopeParametersTests
{
    private static readonly ProbeMail Plain = ProbeMail.To("bo@example.com", "Subject: hello\n\nAt twelve.\n");

    [Fact]
    public async Task Delivery_reports_asked_for_reach_a_relay_that_offers_them()
    {
        await using var scene = await Scene.StartAsync();
        var mail = Plain with { SenderParameters = "RET=HDRS ENVID=QQ+2B314", RecipientParameters = "NOTIFY=SUCCESS,DELAY" };
        (await scene.DeliverAsync(mail)).Code.ShouldBe(250);
        var arrived = await scene.Relay.NextAsync();
        arrived.MailFrom.Split(' ').ShouldContain("RET=HDRS");
        arrived.MailFrom.Split(' ').ShouldContain("ENVID=QQ+2B314");
        arrived.RcptTo.ShouldHaveSingleItem().ShouldMatch(" NOTIFY=(SUCCESS,DELAY|DELAY,SUCCESS)( |$)");
    }

    [Fact]
    public async Task Eight_bit_content_is_announced_to_a_relay_that_offers_it()
    {
        await using var scene = await Scene.StartAsync();
        (await scene.DeliverAsync(Plain with { SenderParameters = "BODY=8BITMIME", Content = ProbeMail.Bytes("Subject: x\n\n\u00e9\n") })).Code.ShouldBe(250);
        (await scene.Relay.NextAsync()).MailFrom.Split(' ').ShouldContain("BODY=8BITMIME");
    }

    [Fact]
    public async Task An_international_address_reaches_a_relay_that_offers_them()
    {
        await using var scene = await Scene.StartAsync();
        var mail = Plain with { Sender = "j\u00f6rg@example.com", Recipients = ["\u5f20@example.com"], SenderParameters = "SMTPUTF8" };
        (await scene.DeliverAsync(mail)).Code.ShouldBe(250);
        var arrived = await scene.Relay.NextAsync();
        arrived.MailFrom.Split(' ').ShouldContain("SMTPUTF8");
        arrived.Sender.ShouldBe("j\u00f6rg@example.com");
        arrived.Recipients.ShouldBe(["\u5f20@example.com"]);
    }

    public static TheoryData<string, string, string, int, string> Needs => new()
    {
        { "SMTPUTF8", "SMTPUTF8", "", 550, "5.6.7" },
        { "8BITMIME", "BODY=8BITMIME", "", 554, "5.6.3" },
        { "DSN", "", "NOTIFY=SUCCESS", 550, "5.3.3" },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public async Task Mail_that_needs_what_the_relay_does_not_offer_is_refused(string need, string sender, string recipient, int code, string enhanced)
    {
        await using var scene = await Scene.StartAsync(
            before: scene => scene.Relay.Capabilities = [.. scene.Relay.Capabilities.Where(offered => offered != need)]);
        var mail = Plain with { SenderParameters = sender, RecipientParameters = recipient, Content = ProbeMail.Bytes("Subject: x\n\n\u00e9\n") };
        var answer = await scene.DeliverAsync(mail);
        answer.Code.ShouldBe(code);
        answer.Text.ShouldStartWith(enhanced);
        scene.Relay.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mail_that_needs_nothing_goes_through_the_simplest_relay()
    {
        await using var scene = await Scene.StartAsync(before: scene => scene.Relay.Capabilities = ["relay.example.com"]);
        (await scene.DeliverAsync(Plain)).Code.ShouldBe(250);
        (await scene.Relay.NextAsync()).BelowTrace().ShouldBe(Plain.Content);
    }
}
