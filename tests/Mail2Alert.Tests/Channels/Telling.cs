using System.Text;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Chat.Slack;
using Mail2Alert.Channels.Mail;
using Mail2Alert.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Mail2Alert.Tests.Channels;

/// <summary>A channel with a scripted service behind it.</summary>
internal sealed class Telling
{
    private ServiceProvider? _services;

    public ScriptedWeb Web { get; } = new();

    /// <summary>What targets may name.</summary>
    public ChannelSettings Settings { get; init; } = ChannelSettings.None;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Null where there is none.</summary>
    public OwnRelay? Relay { get; set; }

    /// <summary>Disk full on nas1, firing, an error, with a link.</summary>
    public static Alert Alert { get; } = new()
    {
        Source = "nas",
        Key = "nas1/disk",
        Status = AlertStatus.Firing,
        Severity = Severity.Error,
        Labels = Labels.Empty.With("host", "nas1"),
        Title = "Disk full",
        Text = "/var is at 97% <b>&</b>\nline2",
        Link = new Uri("https://nas.example.com/disk?id=1&x=2"),
        At = new DateTimeOffset(2026, 11, 22, 11, 59, 0, TimeSpan.Zero),
    };

    /// <summary>Text that means something in every dialect there is.</summary>
    public const string Hostile = "<!channel> @everyone @here <script>alert(1)</script> & * _ ~ ` | > # - [x](http://evil) <@U1> \\ 👩‍🚒 \r\n{{title}} %s $(id)";

    /// <summary>Tells the first target of a URL.</summary>
    public Task<Outcome> TellAsync(string url, Alert? alert = null, Memo? memo = null, Message? mail = null, string? note = null)
    {
        var parsed = TargetGrammar.Parse(url, Settings);
        parsed.Mistake.ShouldBeNull();
        return TellAsync(parsed.Targets[0], alert, memo, mail, note);
    }

    public Task<Outcome> TellAsync(Mail2Alert.Routing.Target target, Alert? alert = null, Memo? memo = null, Message? mail = null, string? note = null, int attempt = 1)
    {
        var notification = new Notification(mail ?? TestMail.OfBytes(Encoding.ASCII.GetBytes("From: nas@example.com\r\nSubject: Disk full\r\n\r\nx\r\n")), alert ?? Alert, [target])
        {
            Memo = memo ?? Memo.None,
            Note = note,
            Attempt = attempt,
        };
        return Channels().Single(channel => channel.Scheme == target.Scheme).SendAsync(notification, target, TestContext.Current.CancellationToken);
    }

    // One channel each, as in the program: some remember how to get in.
    private IEnumerable<IChannel> Channels() => (_services ??= Provide()).GetServices<IChannel>();

    private ServiceProvider Provide()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddChannelTools();
        services.AddSingleton(new SlackSettings { Token = new Secret("xoxb-configured") });
        services.AddSingleton<IHttpClientFactory>(Web);
        if (Relay is not null)
            services.AddSingleton(Relay);
        ChannelCatalog.AddTo(services);
        return services.BuildServiceProvider();
    }
}
