using System.Collections.Immutable;
using Mail2Alert.Alerts;
using Mail2Alert.Channels;
using Mail2Alert.Channels.Chat;
using Mail2Alert.Channels.Templates;
using Mail2Alert.Routing;

namespace Mail2Alert.Benchmarks.Operations;

/// <summary>What a chat is told of an alert: escaped for it, and no longer than it takes.</summary>
internal sealed class LetterOperations
{
    private const string OwnTitle = "{{upper severity}}: {{title}}";
    private const string OwnText = "{{labels.pipeline}} of {{labels.group}}: {{event}}\n{{text}}\n{{link}}";

    private readonly LetterWriter _usual = new(LetterSettings.Default);

    private readonly LetterWriter _own = new(new LetterSettings
    {
        Channels = ImmutableDictionary<string, Wording>.Empty.Add(TelegramChannel.Kind.Name, new Wording(OwnTitle, OwnText)),
    });

    private readonly ChatTarget _target = new();
    private readonly Notification _short = About(lines: 10);
    private readonly Notification _long = About(lines: 200);

    /// <summary>As usual.</summary>
    public int Usual() => _usual.Write(_short, _target, TelegramChannel.Kind).Text.Length;

    /// <summary>By templates of one's own.</summary>
    public int Own() => _own.Write(_short, _target, TelegramChannel.Kind).Text.Length;

    /// <summary>As usual, and too long: its end is left out.</summary>
    public int Cut() => _usual.Write(_long, _target, TelegramChannel.Kind).Text.Length;

    private static Notification About(int lines) => new(
        SampleMail.Open(SampleMail.GoCd),
        new Alert
        {
            Source = "gocd",
            Key = "webshop/unit-test",
            Status = AlertStatus.Firing,
            Severity = Severity.Error,
            Event = "BREAKS",
            Title = "Stage [webshop/1042/unit-test/1] is broken",
            Text = string.Concat(Enumerable.Repeat("src/cart.c:42: error: expected <b> & found \"c\", see *notes*\n", lines)),
            Link = new Uri("https://gocd.example.net/go/pipelines/webshop/1042/unit-test/1"),
            Labels = Labels.Empty.With("pipeline", "webshop").With("stage", "unit-test").With("group", "shop").With("event", "BREAKS"),
        },
        [])
    {
        Receiver = "webshop",
        Route = "webshop",
    };

    private sealed class ChatTarget() : ChannelTarget(new TargetName("telegram", "TOKEN/1", "tgram://***/1"), TargetOptions.Default);
}
