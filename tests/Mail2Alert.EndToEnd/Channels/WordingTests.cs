using System.Text.Json.Nodes;
using System.Threading.Channels;
using Mail2Alert.EndToEnd.Support;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>What routes and receivers want said, at the target: told before the notifier gets its answer, and out of the store.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("sqlite:mail2alert.db")]
    public async Task The_words_of_route_and_receiver_arrive(string store)
    {
        var told = Channel.CreateUnbounded<JsonNode>();
        await using var service = await LoopbackHttp.StartAsync(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            await told.Writer.WriteAsync(JsonNode.Parse(await body.ReadToEndAsync(context.RequestAborted))!, context.RequestAborted);
        });
        await using var program = await RunningProgram.StartAsync($$$"""
            listeners: smtp://127.0.0.1:0
            store: {{{store}}}
            sources:
              nas: { kind: mail, claim: { to: nas@example.com } }
            receivers:
              ops: { to: 'json://{{{service.Address.Authority}}}/a', title: 'receiver: {{ title }}', text: 'for {{ receiver }} by {{ route }}: {{ text }}' }
            routes:
              - { name: disks, when: { subject: /^disk/ }, to: ops, title: 'route: {{ title }}' }
              - to: ops
            """);

        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject("disk full", to: "nas@example.com"))).Code.ShouldBe(250);
        var first = await told.Reader.ReadAsync(Patience.Token);
        (await SmtpProbe.DeliverAsync(program.Port, ProbeMail.Subject("fan slow", to: "nas@example.com"))).Code.ShouldBe(250);
        var second = await told.Reader.ReadAsync(Patience.Token);

        (Text(first, "title"), Text(second, "title")).ShouldBe(("route: disk full", "receiver: fan slow"));
        Text(first, "message").ShouldStartWith("for ops by disks:");
    }

    private static string Text(JsonNode told, string member) => told[member]!.GetValue<string>();
}
