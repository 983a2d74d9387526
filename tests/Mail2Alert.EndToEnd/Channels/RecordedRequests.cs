using System.Net;
using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Messages;
using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>What our channels would send: they are all there, but the network is not.</summary>
internal sealed class RecordedRequests : HttpMessageHandler, IHttpClientFactory
{
    // Enough for every service that is asked for something on the way.
    private const string Answer = """
        {"ok":true,"id":"x","room_id":"!r:h","access_token":"t","user_id":"@u:h","channel":"C1","ts":"1.2","success":true,"result":"success",
         "status":"success","data":{"authToken":"T","userId":"U"},"message":{"_id":"m","rid":"r"}}
        """;

    private readonly List<HttpRequestSeen> _seen = [];

    public static async Task<IReadOnlyList<HttpRequestSeen>> OfAsync(string url)
    {
        using var recorded = new RecordedRequests();
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddChannelTools();
        services.AddSingleton<IHttpClientFactory>(recorded);
        ChannelCatalog.AddTo(services);
        await using var provider = services.BuildServiceProvider();
        var channels = provider.GetServices<IChannel>().ToDictionary(channel => channel.Scheme);
        var parsed = TargetGrammar.Parse(url);
        parsed.Mistake.ShouldBeNull(url);
        foreach (var target in parsed.Targets)
            await channels[target.Scheme].SendAsync(new Notification(Mail, Alert, parsed.Targets), target, TestContext.Current.CancellationToken);
        return recorded._seen;
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _seen.Add(new HttpRequestSeen(
            request.Method.Method,
            request.RequestUri!.AbsoluteUri,
            request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(field => field.Key, field => string.Join(", ", field.Value)),
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer, Encoding.UTF8, "application/json") };
    }

    private static Alert Alert { get; } = new()
    {
        Source = "nas",
        Key = "nas1/disk",
        Status = AlertStatus.Firing,
        Severity = Severity.Error,
        Labels = Labels.Empty,
        Title = "Disk full",
        Text = "/var is at 97% full",
        At = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
    };

    private static Message Mail { get; } = new(new SmtpMessage(
        "01JD0000000000000000000001",
        Alert.At,
        new SmtpEnvelope(
            new SmtpPeer("test", null, null, "localhost", true),
            new SmtpPath("nas", "example.com"),
            SmtpMailParameters.None,
            [new SmtpRecipient(new SmtpPath("ops", "example.com"))]),
        new Mail2Alert.Messages.OwnContent(Encoding.ASCII.GetBytes("Subject: Disk full\r\n\r\n/var is at 97% full\r\n"), hasEightBit: false)));
}
