using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Fidelity;

public sealed class AlertBytesTests
{
    [Fact]
    public async Task Of_an_alert_only_To_and_From_are_replaced()
    {
        await using var scene = await Scene.StartAsync();
        (await scene.DeliverAsync(ProbeMail.Stage("", "") with { Content = ProbeMail.Bytes(Alert) })).Code.ShouldBe(250);
        var mail = await scene.Relay.NextAsync();
        mail.Recipients.ShouldBe([Scene.Shop]);
        mail.Sender.ShouldBe(ProbeMail.GoCd);
        mail.Field("To").ShouldBe(Scene.Shop);
        mail.Field("From").ShouldBe(ProbeMail.GoCd);
        mail.Fields.Where(IsKept).ShouldBe(Kept);
        mail.Body.ShouldBe("See details: http://gocd.example.com/go\r\n.dot\r\n\u00e9\r\n\r\n");
    }

    private const string Alert = """
        Return-Path: <x@example.com>
        TO: alerts@example.com,
         others@example.com
        Subject: Stage [webshop-build/1/unit-test/1]
          is broken
        X-Odd:no space
        From: "Go CD" <go@example.com>
        MIME-Version: 1.0
        From: twice@example.com
        X-Latin: é
        Content-Type: text/plain; charset=iso-8859-1

        See details: http://gocd.example.com/go
        .dot
        é


        """;

    private static readonly string[] Kept =
    [
        "Return-Path: <x@example.com>",
        "Subject: Stage [webshop-build/1/unit-test/1]\r\n  is broken",
        "X-Odd:no space",
        "MIME-Version: 1.0",
        "X-Latin: \u00e9",
        "Content-Type: text/plain; charset=iso-8859-1",
    ];

    private static bool IsKept(string field) => field.Split(':')[0] is not ("Received" or "X-Mail2Alert-Passed" or "Message-ID" or "To" or "From");
}
