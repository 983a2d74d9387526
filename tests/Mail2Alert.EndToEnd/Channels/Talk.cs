using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.EndToEnd.Channels.StandIns;
using Mail2Alert.Messages;
using Mail2Alert.Routing;
using Mail2Alert.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace Mail2Alert.EndToEnd.Channels;

/// <summary>News of one alert for one target, as the pipeline tells it: what the target said comes along with the next news.</summary>
internal sealed class Talk : IAsyncDisposable
{
    private readonly StandInServer _server;
    private readonly ServiceProvider _provider;
    private readonly Target _target;
    private readonly IChannel _channel;
    private Memo _memo = Memo.None;
    private int _mails;

    private Talk(StandIn service, StandInServer server)
    {
        Service = service;
        _server = server;
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddChannelTools();
        services.AddSingleton<IHttpClientFactory>(server);
        ChannelCatalog.AddTo(services);
        _provider = services.BuildServiceProvider();
        var parsed = TargetGrammar.Parse(service.Url);
        parsed.Mistake.ShouldBeNull();
        _target = parsed.Targets[0];
        _channel = _provider.GetServices<IChannel>().Single(channel => channel.Scheme == _target.Scheme);
    }

    public StandIn Service { get; }

    public static async Task<Talk> StartAsync(StandIn service) => new(service, await StandInServer.StartAsync(service));

    public async Task TellAsync(string text, AlertStatus status) => (await TryTellAsync(text, status)).ShouldBeOfType<Outcome.Delivered>();

    public async Task<Outcome> TryTellAsync(string text, AlertStatus status)
    {
        var alert = new Alert
        {
            Source = "nas",
            Key = "nas1/disk",
            Status = status,
            Severity = Severity.Error,
            Labels = Labels.Empty.With("host", "nas1"),
            Title = "Disk of nas1",
            Text = text,
        };
        var mail = new Message(new SmtpMessage(
            $"01JD000000000000000000000{++_mails}",
            DateTimeOffset.UnixEpoch,
            new SmtpEnvelope(new SmtpPeer("test", null, null, "localhost", true), new SmtpPath("nas", "x.com"), SmtpMailParameters.None, []),
            new Mail2Alert.Messages.OwnContent(Encoding.ASCII.GetBytes("Subject: x\r\n\r\nx\r\n"), hasEightBit: false)));
        var outcome = await _channel.SendAsync(
            new Notification(mail, alert, [_target]) { Memo = _memo }, _target, TestContext.Current.CancellationToken);
        _memo = outcome.Memo ?? _memo;
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _server.DisposeAsync();
    }
}
